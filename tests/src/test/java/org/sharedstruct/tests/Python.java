package org.sharedstruct.tests;

import java.nio.file.Path;
import java.util.stream.Stream;

/** The Python programs of the test resources, with the package {@code sharedstruct}. */
final class Python {

  /** The folder of the package and of its own tests. */
  static final Path PACKAGE = Path.of("..", "python").toAbsolutePath().normalize();

  private Python() {}

  /** One of the programs, to be started. */
  static ProcessBuilder command(String program, Object... arguments) throws Exception {
    return command(PACKAGE, program, arguments);
  }

  /** The same with another copy of the package. */
  static ProcessBuilder command(Path packages, String program, Object... arguments) throws Exception {
    return run(packages, Stream.concat(Stream.of(Tool.resource("/python/" + program)), Stream.of(arguments)));
  }

  /** A run of one of Python's own modules. */
  static ProcessBuilder module(String name, Object... arguments) {
    return run(PACKAGE, Stream.concat(Stream.of("-m", name), Stream.of(arguments)));
  }

  private static ProcessBuilder run(Path packages, Stream<?> arguments) {
    ProcessBuilder command = new ProcessBuilder(
        Stream.concat(Stream.of("python3", "-B"), arguments.map(String::valueOf)).toList());
    command.environment().put("PYTHONPATH", packages.toString());
    return command;
  }
}
