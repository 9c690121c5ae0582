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

/**
 * A copy of the library in which a sleep in the kernel is not cut into slices: a wake-up that is lost is
 * then not made good a moment later, but for ever.
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

  /** Lets a command use the copy. */
  ProcessBuilder use(ProcessBuilder command) {
    List<String> words = command.command();
    int classPath = words.indexOf("-classpath") + 1;
    words.set(classPath, folder + System.getProperty("path.separator") + words.get(classPath));
    return command;
  }
}
