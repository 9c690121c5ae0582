package org.sharedstruct.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A run of the jar, in a process of its own.
 *
 * @param status the exit status
 * @param out what it has printed
 * @param err what it has said of failures
 */
record Run(int status, String out, String err) {

  /** Far more than a run needs on a busy machine. */
  private static final long LIMIT_SECONDS = 120;

  static final String JAVA = ProcessHandle.current().info().command().orElseThrow();
  private static final String JAR = System.getProperty("tool.jar");

  /** The command line of the tool. */
  static List<String> command(Object... arguments) {
    List<String> command = new ArrayList<>(List.of(JAVA, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
        "-Duser.language=" + System.getProperty("user.language"),
        "-Duser.extensions=" + System.getProperty("user.extensions", ""), "-jar", JAR));
    Stream.of(arguments).map(String::valueOf).forEach(command::add);
    return command;
  }

  /**
   * The command line of the tool, for one that gets a SIGINT: that is ignored by what a shell has
   * started in the background, and by all that begins there, so also by a build.
   */
  static List<String> interruptible(Object... arguments) {
    List<String> command = command(arguments);
    command.addAll(0, List.of("env", "--default-signal=INT"));
    return command;
  }

  /** Runs the tool to its end. */
  static Run of(Object... arguments) throws Exception {
    return of(command(arguments));
  }

  /** Runs any command to its end. */
  static Run of(List<String> command) throws Exception {
    Path out = Files.createTempFile("out", ".txt");
    Path err = Files.createTempFile("err", ".txt");
    Process process = new ProcessBuilder(command).redirectInput(Path.of("/dev/null").toFile())
        .redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    try {
      assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).as("end of %s", command).isTrue();
      return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      process.destroyForcibly();
      Files.delete(out);
      Files.delete(err);
    }
  }

  /** What it printed, if it ended well and said nothing else. */
  String output() {
    assertThat(err).isEmpty();
    assertThat(status).as("exit status").isZero();
    return out;
  }

  /** The lines of that, as words. */
  List<List<String>> words() {
    return output().lines().map(line -> List.of(line.strip().split("\\s+"))).toList();
  }

  /** That it failed, with this sentence and no other output. */
  void assertRefused(int expected, String sentence) {
    assertThat(out).isEmpty();
    assertThat(err).isEqualTo("sharedstruct: " + sentence + "\n");
    assertThat(status).as("exit status").isEqualTo(expected);
  }
}
