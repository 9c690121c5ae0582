package org.sharedstruct.tests;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Programs in Python that take part in regions by the package {@code sharedstruct}. */
final class Python {

  /** Where the package and its own tests are. */
  static final Path PACKAGE = Path.of("..", "python").toAbsolutePath().normalize();

  /** The interpreter itself: {@code python3} may be a script that looks for it. */
  private static final String INTERPRETER = interpreter();

  private Python() {}

  private static String interpreter() {
    try {
      return Tool.run("python3", "-c", "import sys; print(sys.executable)").getLast();
    } catch (Exception e) {
      throw new AssertionError("python3 is needed: these tests share regions with it", e);
    }
  }

  /** A command that finds the package. */
  static ProcessBuilder command(Object... arguments) {
    ProcessBuilder command = new ProcessBuilder(
        Stream.concat(Stream.of(INTERPRETER, "-B"), Stream.of(arguments)).map(String::valueOf).toList());
    command.environment().put("PYTHONPATH", PACKAGE.toString());
    return command;
  }

  /** One of the programs of the test resources, as the file that it is: others that it imports lie beside it. */
  static ProcessBuilder program(String name, Object... arguments) throws Exception {
    return command(Stream.concat(Stream.of(Tool.resource("/python/" + name)), Stream.of(arguments)).toArray());
  }

  /** The same with another copy of the package. */
  static ProcessBuilder program(Path packages, String name, Object... arguments) throws Exception {
    ProcessBuilder command = program(name, arguments);
    command.environment().put("PYTHONPATH", packages.toString());
    return command;
  }

  /** Runs a program to its end, and gives what it has printed. */
  static List<String> run(Object... arguments) throws Exception {
    return ChildJvm.run(command(arguments));
  }
}
