package org.sharedstruct.tests;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sharedstruct.tests.child.JavaCommand;

/**
 * Copies of the library's classes into which points were inserted, calls of a method of the tests,
 * while the library itself knows nothing of them. A child that runs with the copies comes by the
 * points.
 */
abstract class ClassCopies {

  /** What is called at a point, with its number. */
  static final MethodTypeDesc INT_TO_VOID =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int);

  private final Path folder;
  private final List<String> points = new ArrayList<>();

  /**
   * Copies into a folder, which is to stand before the library on the class path.
   *
   * @param folder where the copies go
   */
  ClassCopies(Path folder) {
    this.folder = folder;
  }

  /** Where the copies are. */
  final Path folder() {
    return folder;
  }

  /** What lies around each point, by its number: {@code before Publisher.link}. */
  final List<String> points() {
    return List.copyOf(points);
  }

  /** Makes one more point, and gives its number. */
  final int newPoint(String label) {
    points.add(label);
    return points.size() - 1;
  }

  final void transform(String className, ClassTransform transform) throws IOException {
    String file = className.replace('.', '/') + ".class";
    byte[] bytes;
    try (InputStream in = getClass().getClassLoader().getResourceAsStream(file)) {
      bytes = in.readAllBytes();
    }
    ClassFile classFile = ClassFile.of();
    ClassModel model = classFile.parse(bytes);
    Path copy = folder.resolve(file);
    Files.createDirectories(copy.getParent());
    Files.write(copy, classFile.transformClass(model, transform));
  }

  /** What is called, as {@code Publisher.link}. */
  static String callee(InvokeInstruction call) {
    String owner = call.owner().name().stringValue();
    return owner.substring(owner.lastIndexOf('/') + 1) + "." + call.name().stringValue();
  }

  /** A main class to be run with the copies in place of the library's classes. */
  final ProcessBuilder command(Class<?> program, Object... arguments) {
    return withCopies(JavaCommand.of(program, arguments));
  }

  final ProcessBuilder withCopies(ProcessBuilder command) {
    List<String> words = command.command();
    int classPath = words.indexOf("-classpath") + 1;
    words.set(classPath, folder + System.getProperty("path.separator") + words.get(classPath));
    words.add(words.indexOf("-classpath"), "-XX:TieredStopAtLevel=1");
    return command;
  }
}
