package org.sharedstruct.examples.pursuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example run for real: a launcher and its three processes, left in peace or not. */
class PursuitTest {

  /** The show of a test that ends it by other means. */
  private static final String ENDLESS = "600";

  private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();

  @TempDir Path logs;

  private LaunchedPursuit pursuit;

  @AfterEach
  void leaveNothingBehind() throws Exception {
    pursuit.close();
  }

  @Test
  void endsByItselfWithASummary() throws Exception {
    long start = System.nanoTime();
    pursuit = LaunchedPursuit.start(logs, "2");
    List<ProcessHandle> children = pursuit.children();
    assertThat(pursuit.folders()).hasSize(1);

    assertThat(pursuit.status()).as("exit status; said: %s", pursuit.err()).isZero();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    assertThat(pursuit.err()).isEmpty();
    assertThat(number("detector +([\\d,]+) ")).as("updates of the target").isPositive();
    assertThat(number("planner +([\\d,]+) ")).as("updates of the steering").isPositive();
    assertThat(number("Torn reads: (\\d+) of [\\d,]+")).isZero();
    assertThat(number("Torn reads: \\d+ of ([\\d,]+)")).as("snapshots").isPositive();
    assertNothingIsLeft(children);
  }

  @Test
  void aDetectorInPythonAndAPlannerInCTakePart() throws Exception {
    assumeTrue(succeeds("python3", "-c", "import numpy"), "left out: there is no python3 with numpy");
    assumeTrue(succeeds("gcc", "--version") && succeeds("make", "--version"), "left out: there is no gcc, or no make");
    Path makefile = PROJECT.resolve("c/examples/Makefile");
    assertThat(succeeds("make", "-B", "-f", makefile.toString(), "VPATH=" + makefile.getParent(),
        "HEADERS=" + PROJECT.resolve("examples/target/headers"), "CC=gcc")).as("make").isTrue();
    Path detector = PROJECT.resolve("python/examples/detector.py");

    pursuit = LaunchedPursuit.start(logs, "2", Map.of("PYTHONDONTWRITEBYTECODE", "1",
        "PURSUIT_DETECTOR", detector.toString(), "PURSUIT_PLANNER", logs.resolve("planner").toString()));
    assertThat(pursuit.children()).extracting(child -> child.info().commandLine().orElse(""))
        .anyMatch(line -> line.contains(detector.toString()))
        .anyMatch(line -> line.contains(logs.resolve("planner").toString()));

    assertThat(pursuit.status()).as("exit status; said: %s", pursuit.err()).isZero();
    assertThat(number("detector +([\\d,]+) ")).as("updates by Python").isPositive();
    assertThat(number("planner +([\\d,]+) ")).as("updates by C").isPositive();
    assertThat(number("Torn reads: (\\d+) of [\\d,]+")).isZero();
  }

  private boolean succeeds(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).directory(logs.toFile())
          .redirectErrorStream(true).redirectOutput(logs.resolve("said").toFile()).start();
      LaunchedPursuit.await(command[0] + " ends", () -> !process.isAlive());
      return process.exitValue() == 0;
    } catch (IOException absent) {
      return false;
    }
  }

  @Test
  void namesAChildThatWasKilled() throws Exception {
    pursuit = LaunchedPursuit.start(logs, ENDLESS);
    List<ProcessHandle> children = pursuit.children();
    pursuit.child(Planner.class).destroyForcibly();

    assertThat(pursuit.status()).isEqualTo(Mishap.LOST_PROCESS);
    assertThat(pursuit.err()).contains("lost the planner", "exit status 137, which is signal 9");
    assertNothingIsLeft(children);
  }

  @Test
  void namesAChildThatHangs() throws Exception {
    pursuit = LaunchedPursuit.start(logs, ENDLESS);
    List<ProcessHandle> children = pursuit.children();
    long detector = pursuit.child(Detector.class).pid();
    assertThat(new ProcessBuilder("sh", "-c", "kill -STOP " + detector).start().waitFor()).isZero();

    assertThat(pursuit.status()).isEqualTo(Mishap.LOST_PROCESS);
    assertThat(pursuit.err()).contains("lost the detector", "hangs");
    assertNothingIsLeft(children);
  }

  @Test
  void endsAtATornRead() throws Exception {
    pursuit = LaunchedPursuit.start(logs, ENDLESS);
    List<ProcessHandle> children = pursuit.children();
    try (SharedXY target = SharedXY.open(pursuit.file("target"))) {
      LaunchedPursuit.await("somebody has seen it", () -> {
        target.raw().y(2); // with no lock and no commit, as no program should
        return !pursuit.isAlive();
      });
    }

    assertThat(pursuit.status()).isEqualTo(Mishap.TORN_READ);
    assertThat(pursuit.err()).containsPattern("torn read: \\d+ of \\d+ snapshots of the (planner|display)");
    assertNothingIsLeft(children);
  }

  @Test
  void leavesNothingWhenToldToEnd() throws Exception {
    pursuit = LaunchedPursuit.start(logs, ENDLESS);
    List<ProcessHandle> children = pursuit.children();
    pursuit.terminate();

    assertThat(pursuit.status()).isEqualTo(128 + 15);
    assertNothingIsLeft(children);
  }

  @Test
  void childrenOfAKilledLauncherEnd() throws Exception {
    pursuit = LaunchedPursuit.start(logs, ENDLESS);
    List<ProcessHandle> children = pursuit.children();
    pursuit.kill();

    LaunchedPursuit.await("the children end", () -> children.stream().noneMatch(LaunchedPursuit::runs));
  }

  @Test
  void refusesWhatIsNoNumberOfSeconds() throws Exception {
    pursuit = LaunchedPursuit.start(logs, "soon");

    assertThat(pursuit.status()).isEqualTo(Mishap.USAGE);
    assertThat(pursuit.err()).contains("usage: ");
  }

  /** The number, with or without commas, that a group of the pattern finds in the output. */
  private long number(String pattern) throws Exception {
    MatchResult match = Pattern.compile(pattern).matcher(pursuit.out()).results().findFirst()
        .orElseThrow(() -> new AssertionError("no '%s' in the output".formatted(pattern)));
    return Long.parseLong(match.group(1).replace(",", ""));
  }

  private void assertNothingIsLeft(List<ProcessHandle> children) {
    assertThat(children).as("children").noneMatch(ProcessHandle::isAlive);
    assertThat(pursuit.folders()).as("folders").isEmpty();
  }
}
