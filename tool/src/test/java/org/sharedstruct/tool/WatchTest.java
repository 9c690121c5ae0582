package org.sharedstruct.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code watch}: values while they change. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WatchTest {

  @TempDir Path folder;

  /** What a line says behind its time. */
  private static String words(String line) {
    assertThat(line).isNotNull();
    int end = line.indexOf(' ');
    assertThat(Instant.parse(line.substring(0, end))).isBetween(
        Instant.now().minus(Duration.ofMinutes(3)), Instant.now());
    return line.substring(end + 1);
  }

  // In a pipe

  @Test
  void aLineHasWhatHasChangedAndTheVersion() throws Exception {
    Path path = folder.resolve("robot");
    try (SharedRobot shared = SharedRobot.create(path);
        Started watch = Started.of("watch", path)) {
      assertThat(words(watch.nextLine())).startsWith("0 on=false pose.x=0.0 pose.y=0.0 name=\"\" state=IDLE"
          + " sample[0]=0.0 sample[1]=0.0 sample[2]=0.0 route[0].x=0.0 ");
      shared.guarded().count(41);
      assertThat(words(watch.nextLine())).isEqualTo("1 count=41");
      shared.guarded().update(robot -> {
        robot.name("R 2");
        robot.pose().x(2).y(Double.NaN);
      });
      assertThat(words(watch.nextLine())).isEqualTo("2 pose.x=2.0 pose.y=NaN name=\"R 2\"");
      shared.guarded().update(robot -> robot.pose().y(-1));
      assertThat(words(watch.nextLine())).isEqualTo("3 pose.y=-1.0");
    }
  }

  /** As through raw views, or of atomic fields. */
  @Test
  void aChangeWithoutACommitIsALineAsWell() throws Exception {
    Path path = folder.resolve("robot");
    try (SharedRobot shared = SharedRobot.create(path);
        Started watch = Started.of("watch", path, "count")) {
      assertThat(words(watch.nextLine())).isEqualTo("0 count=0");
      shared.raw().count(7);
      assertThat(words(watch.nextLine())).isEqualTo("0 count=7");
    }
  }

  @Test
  void pathsChooseWhatIsShown() throws Exception {
    Path path = folder.resolve("robot");
    try (SharedRobot shared = SharedRobot.create(path);
        Started watch = Started.of("watch", path, "route.y", "pose.x")) {
      assertThat(words(watch.nextLine())).isEqualTo("0 route[0].y=0.0 route[1].y=0.0 pose.x=0.0");
      shared.guarded().count(1);
      shared.guarded().update(robot -> robot.route(1).x(3).y(4));
      assertThat(words(watch.nextLine())).isEqualTo("2 route[1].y=4.0");
    }
  }

  @Test
  void elementsHaveTheirIndices() throws Exception {
    Path path = folder.resolve("pairs");
    try (SharedPair.Array shared = SharedPair.Array.create(path, 10);
        Started watch = Started.of("watch", path, "[8].one", "[2..3]")) {
      assertThat(words(watch.nextLine())).isEqualTo("0 [8].one=0 [2].one=0 [2].other=0 [3].one=0 [3].other=0");
      shared.guarded().set(9, new PairRecord(5, 6));
      shared.guarded().set(3, new PairRecord(5, 6));
      assertThat(words(watch.nextLine())).isEqualTo("2 [3].one=5 [3].other=6");
    }
  }

  @Test
  void aLineIsOfOneCommitWhileAnotherProcessWrites() throws Exception {
    Path path = folder.resolve("pair");
    try (Child writer = Child.start("pairs", path);
        Started watch = Started.of("watch", path, "--changes", 100)) {
      long last = -1;
      for (int i = 0; i <= 100; i++) {
        String[] words = words(watch.nextLine()).split(" ");
        assertThat(words[1].replace("one=", "")).isEqualTo(words[2].replace("other=", ""));
        assertThat(Long.parseLong(words[0])).isGreaterThan(last);
        last = Long.parseLong(words[0]);
      }
      assertThat(watch.nextLine()).as("line behind the last change that was asked for").isNull();
      assertThat(watch.finish().status()).isZero();
      writer.finish();
    }
  }

  // Its end

  @ParameterizedTest
  @ValueSource(strings = {"removed", "deleted", "replaced"})
  void aRegionThatGoesEndsItWithASentence(String how) throws Exception {
    Path path = folder.resolve("pair");
    try (SharedPair shared = SharedPair.create(path);
        Started watch = Started.of("watch", path)) {
      assertThat(words(watch.nextLine())).isEqualTo("0 one=0 other=0");
      switch (how) {
        case "removed" -> shared.remove();
        case "deleted" -> Files.delete(path);
        default -> {
          SharedPair.create(folder.resolve("other")).close();
          Files.move(folder.resolve("other"), path, StandardCopyOption.REPLACE_EXISTING);
        }
      }
      watch.finish().assertRefused(1, path + (how.equals("replaced") ? ": was replaced by another file" : ": was removed"));
    }
  }

  @Test
  void aRegionThatIsTruncatedEndsItWithASentence() throws Exception {
    Path path = folder.resolve("pairs");
    SharedPair.Array.create(path, 1000).close();
    try (Started watch = Started.of("watch", path, "[990]")) {
      assertThat(words(watch.nextLine())).isEqualTo("0 [990].one=0 [990].other=0");
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
        channel.truncate(8192);
      }
      Run run = watch.finish();
      assertThat(run.err()).startsWith("sharedstruct: ").contains(path.toString(), "truncated").hasLineCount(1);
      assertThat(run.status()).isEqualTo(1);
    }
  }

  @Test
  void elementsThatAreHalfWrittenEndItWithASentence() throws Exception {
    Path path = folder.resolve("pairs");
    SharedPair.Array.create(path, 3).close();
    try (Child child = Child.start("halfArray", path)) {
      child.kill();
    }
    Run run = Run.of("watch", path);
    assertThat(run.err()).startsWith("sharedstruct: ").contains(path + " is half written").hasLineCount(1);
    assertThat(run.status()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5x", "", "-1s", "s", "100"})
  void whatIsNotATimeIsRefused(String time) throws Exception {
    Run run = Run.of("watch", "--every=" + time, folder.resolve("pair"));
    assertThat(run.err()).contains("'" + time + "' is not a time, such as 500ms, 5s, 2m or 1h");
    assertThat(run.status()).isEqualTo(2);
  }

  // At a terminal

  @Test
  void atATerminalValuesChangeInPlace() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "script(1) makes the terminal");
    Path path = folder.resolve("pair");
    try (Child writer = Child.start("pairs", path);
        Started watch = Started.atTerminal(20, 70, "watch", "--changes", 3, path)) {
      Run run = watch.finish();
      assertThat(run.status()).isZero();
      assertThat(run.out()).containsOnlyOnce("last values").contains("pair  Pair  version ", "*", "\u2581", "\u2588");
      writer.finish();
    }
  }

  @Test
  void noMoreIsShownThanTheTerminalHasLines() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "script(1) makes the terminal");
    Path path = folder.resolve("pairs");
    try (SharedPair.Array shared = SharedPair.Array.create(path, 1000);
        Started watch = Started.atTerminal(12, 70, "watch", "--changes", 0, path)) {
      Run run = watch.finish();
      assertThat(run.out()).contains("[0].one", "[3].one", "there are more").doesNotContain("[3].other", "[4]");
      assertThat(shared.length()).isEqualTo(1000);
    }
  }

  /** As Ctrl-C does where there is no terminal in between. */
  @ParameterizedTest
  @ValueSource(strings = {"watch", "hz", "record", "serve"})
  void aSignalEndsWhatGoesOnAndItHasDoneItsWork(String command) throws Exception {
    Path path = folder.resolve("pair");
    SharedPair.create(path, new PairRecord(5, 6)).close();
    for (String signal : List.of("INT", "TERM")) {
      try (Started going = Started.of(command, command.equals("serve") ? folder : path)) {
        assertThat(going.nextLine()).isNotEmpty();
        assertThat(Run.of(List.of("kill", "-" + signal, String.valueOf(going.handle().pid()))).output()).isEmpty();
        Run run = going.finish();
        assertThat(run.status()).as(signal).isZero();
        assertThat(run.err()).isEmpty();
      }
    }
  }

  @Test
  void aNarrowTerminalHasRoomForTheValues() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "script(1) makes the terminal");
    Path path = folder.resolve("a-pair-with-a-name-that-is-longer-than-the-terminal-is-wide");
    SharedPair.create(path, new PairRecord(57, 61)).close();
    try (Started watch = Started.atTerminal(20, 40, "watch", "--changes", 0, path)) {
      assertThat(watch.finish().out()).contains("\u2026", "Pair  version 0", " 57", " 61")
          .doesNotContain("last values");
    }
  }

  @Test
  void controlCEndsItWell() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "script(1) makes the terminal");
    Path path = folder.resolve("pair");
    try (SharedPair shared = SharedPair.create(path, new PairRecord(5, 6));
        Started watch = Started.atTerminal(20, 70, "watch", path)) {
      for (String line = watch.nextLine(); !line.contains("last values"); line = watch.nextLine()) {
        assertThat(line).isNotNull();
      }
      watch.type("\u0003");
      assertThat(watch.finish().status()).isZero();
      assertThat(shared.guarded().one()).isEqualTo(5);
    }
  }
}
