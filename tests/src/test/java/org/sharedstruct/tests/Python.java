package org.sharedstruct.tests;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Programs in Python that take part in regions by the package {@code sharedstruct}. */
final class Python {

  /** Where the package and its own tests are. */
  static final Path PACKAGE = Path.of("..", "python").toAbsolutePath().normalize();

  private Python() {}

  /** A command that finds the package. */
  static ProcessBuilder command(Object... arguments) {
    ProcessBuilder command = new ProcessBuilder(
        Stream.concat(Stream.of("python3", "-B"), Stream.of(arguments)).map(String::valueOf).toList());
    command.environment().put("PYTHONPATH", PACKAGE.toString());
    return command;
  }

  /** Runs a program to its end, and gives what it has printed. */
  static List<String> run(Object... arguments) throws Exception {
    return ChildJvm.run(command(arguments));
  }
}
