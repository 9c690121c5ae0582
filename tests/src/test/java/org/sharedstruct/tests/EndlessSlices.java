package org.sharedstruct.tests;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.ConstantInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A copy of the library, in any language, in which a sleep in the kernel is not cut into slices: a wake-up that
 * is lost is then not made good a moment later, but for ever.
 */
final class EndlessSlices {

  private static final String SLEEPERS = "org/sharedstruct/guard/Sleepers.class";
  private static final long SLICE_MILLIS = 50;

  private final Path folder;
  private boolean replaced;

  /**
   * Copies into a folder.
   *
   * @param folder where the copy goes
   */
  EndlessSlices(Path folder) throws IOException {
    this.folder = folder;
    byte[] bytes;
    try (InputStream in = getClass().getClassLoader().getResourceAsStream(SLEEPERS)) {
      bytes = in.readAllBytes();
    }
    ClassFile classFile = ClassFile.of();
    ClassModel model = classFile.parse(bytes);
    byte[] changed = classFile.transformClass(model, ClassTransform.transformingMethodBodies(
        method -> method.methodName().equalsString("<clinit>"), this::replaceSlice));
    if (!replaced) {
      throw new IllegalStateException("there is no slice of " + SLICE_MILLIS + " ms in " + SLEEPERS);
    }
    Path copy = folder.resolve(SLEEPERS);
    Files.createDirectories(copy.getParent());
    Files.write(copy, changed);
  }

  private void replaceSlice(CodeBuilder code, CodeElement element) {
    if (element instanceof ConstantInstruction constant && constant.constantValue().equals(SLICE_MILLIS)) {
      code.loadConstant(TimeUnit.DAYS.toMillis(1));
      replaced = true;
    } else {
      code.with(element);
    }
  }

  /**
   * A copy of the header of C that does the same.
   *
   * @param folder where it goes
   * @return the folder in which it is
   */
  static Path header(Path folder) throws IOException {
    Path headers = Files.createDirectories(folder.resolve("headers"));
    String header = Files.readString(CMember.HEADERS.resolve("sharedstruct.h"));
    for (String slice : List.of("10 * SHS_MILLI_", "50 * SHS_MILLI_")) {
      header = replace(header, slice, "86400 * SHS_SECOND_");
    }
    Files.writeString(headers.resolve("sharedstruct.h"), header);
    return headers;
  }

  /**
   * A copy of the package of Python that does the same.
   *
   * @param folder where it goes
   * @return the folder in which it is
   */
  static Path pythonPackage(Path folder) throws IOException {
    Path copy = Files.createDirectories(folder.resolve("packages/sharedstruct"));
    try (Stream<Path> modules = Files.list(Python.PACKAGE.resolve("sharedstruct"))) {
      for (Path module : modules.filter(file -> file.toString().endsWith(".py")).toList()) {
        Files.copy(module, copy.resolve(module.getFileName()));
      }
    }
    endless(copy.resolve("_mutex.py"), "_LOCK_SLICE = 0.010");
    endless(copy.resolve("_guard.py"), "_COMMIT_SLICE = 0.050");
    return copy.getParent();
  }

  private static void endless(Path module, String slice) throws IOException {
    String name = slice.split(" ")[0];
    Files.writeString(module, replace(Files.readString(module), slice, name + " = 86400.0"));
  }

  private static String replace(String text, String slice, String endless) {
    if (!text.contains(slice)) {
      throw new IllegalStateException("there is no " + slice);
    }
    return text.replace(slice, endless);
  }

  /** Lets a command use the copy. */
  ProcessBuilder use(ProcessBuilder command) {
    List<String> words = command.command();
    int classPath = words.indexOf("-classpath") + 1;
    words.set(classPath, folder + System.getProperty("path.separator") + words.get(classPath));
    return command;
  }
}
