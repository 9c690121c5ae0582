package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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

  /** Skips a test where a program is not installed. */
  static void assumeInstalled(Object program) {
    boolean isThere = Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Path.of(folder, program.toString()).toFile().canExecute());
    assumeTrue(isThere, program + " is not installed, so nothing is said about it");
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
