package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs of the machine that tests run: gcc, python3, and what they make. */
final class Tool {

  private Tool() {}

  /** Runs a command to its end, within two minutes, and gives the lines that it printed. */
  static List<String> run(Object... command) throws Exception {
    List<String> words = Arrays.stream(command).map(String::valueOf).toList();
    Path output = Files.createTempFile("output", ".txt");
    Process process = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("end of %s", words).isTrue();
      List<String> lines = Files.readAllLines(output);
      assertThat(process.exitValue()).as("exit status of %s, which printed %s", words, lines).isZero();
      return lines;
    } finally {
      process.destroyForcibly();
      Files.delete(output);
    }
  }

  /** Whether a command ends well, within two minutes. What it prints is nobody's. */
  static boolean succeeds(List<String> command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    try {
      return process.waitFor(2, TimeUnit.MINUTES) && process.exitValue() == 0;
    } finally {
      process.destroyForcibly();
    }
  }

  /** Whether a command is on the path. */
  static boolean isInstalled(String command) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
  }

  /** Skips a test where a program is not there whose package has its name. */
  static void assumeInstalled(String program) {
    assumeInstalled(program, program);
  }

  /**
   * Skips a test where a command is not there.
   *
   * @param what the package that has it, as Debian calls it
   */
  static void assumeInstalled(String command, String what) {
    assumeTrue(isInstalled(command),
        command + " is not installed (Debian: " + what + "), so nothing is said about it");
  }

  /** A test resource, as the file that it is. */
  static Path resource(String name) throws Exception {
    return Path.of(Tool.class.getResource(name).toURI());
  }

  /** A copy of a test resource in a folder. */
  static Path copy(String resource, Path folder) throws Exception {
    Path copy = folder.resolve(Path.of(resource).getFileName());
    try (InputStream in = Tool.class.getResourceAsStream(resource)) {
      Files.copy(in, copy);
    }
    return copy;
  }
}
