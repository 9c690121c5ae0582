package org.sharedstruct.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A run of the jar that goes on, and whose lines are read as they come; it ends with this at the
 * latest.
 */
final class Started implements AutoCloseable {

  private static final long LIMIT_SECONDS = 120;

  private final Process process;
  private final Path errors;
  private final BufferedReader output;

  private Started(List<String> command) throws IOException {
    errors = Files.createTempFile("err", ".txt");
    process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    output = process.inputReader();
  }

  /** Starts the tool. */
  static Started of(Object... arguments) throws IOException {
    return new Started(Run.interruptible(arguments));
  }

  /**
   * Starts the tool at a terminal of its own, of which the input is that of the keyboard. The tool
   * takes the place of the shell: some shells end by Ctrl-C, whatever becomes of the tool.
   */
  static Started atTerminal(int rows, int columns, Object... arguments) throws IOException {
    String command = String.join(" ", Run.interruptible(arguments).stream().map(word -> "'" + word + "'").toList());
    return new Started(List.of("script", "-qec", "stty rows " + rows + " cols " + columns + "; exec " + command,
        "/dev/null"));
  }

  /** The next line; null behind the last one. */
  String nextLine() throws Exception {
    return output.readLine();
  }

  /** Presses keys. */
  void type(String keys) throws IOException {
    process.outputWriter().append(keys).flush();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Waits for its end. */
  Run finish() throws Exception {
    StringBuilder rest = new StringBuilder();
    for (String line = nextLine(); line != null; line = nextLine()) {
      rest.append(line).append('\n');
    }
    assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).as("end").isTrue();
    return new Run(process.exitValue(), rest.toString(), Files.readString(errors));
  }

  @Override
  public void close() throws IOException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
    Files.delete(errors);
  }
}
