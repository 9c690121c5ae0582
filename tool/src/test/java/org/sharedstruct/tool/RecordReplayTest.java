package org.sharedstruct.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.StringWriter;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.tool.transfer.RecordingWriter;
import org.sharedstruct.tool.value.Look;

/** {@code record} and {@code replay}: changes to lines, and back into a region. */
class RecordReplayTest {

  private static final String HEAD = """
      {"recording":1,"struct":"Pair","schema":"struct Pair size 16 align 8\\n0 8 long one\\n8 8 long other\\n"}
      """;

  @TempDir Path folder;

  private Path file(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path pair() throws Exception {
    Path path = folder.resolve("pair");
    SharedPair.create(path, new PairRecord(1, 1)).close();
    return path;
  }

  /** A recording that goes on, and its lines as they come. */
  private static Process recording(Object... arguments) throws Exception {
    List<Object> command = new ArrayList<>(List.of("record"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(Run.interruptible(command.toArray())).redirectError(ProcessBuilder.Redirect.PIPE).start();
  }

  private static String values(String line) {
    assertThat(line).matches("\\{\"micros\":\\d+,\"version\":\\d+,\"values\":\\{.*}}");
    return line.replaceAll(".*\"values\":", "").replaceAll("}$", "");
  }

  private static void end(Process process, int status) throws Exception {
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isEqualTo(status);
  }

  /** As the shell's {@code kill}. */
  private static void signal(String name, Process process) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor()).isZero();
  }

  // What is recorded

  @Test
  void eachLineHasWhatHasChangedAndComesAtOnce() throws Exception {
    Path path = folder.resolve("robot");
    try (SharedRobot shared = SharedRobot.create(path)) {
      shared.guarded().update(Robots::fill);
      Process record = recording(path);
      try (BufferedReader lines = record.inputReader()) {
        assertThat(lines.readLine()).startsWith("{\"recording\":1,\"tool\":\"").contains("\"struct\":\"Robot\"",
            "\\n16 8 double pose.y\\n", "\"began\":\"20");
        assertThat(values(lines.readLine())).startsWith("{\"on\":true,\"pose.x\":1.5,").contains("\"route[1].y\":9.0");
        shared.guarded().update(robot -> {
          robot.name("R 3").sample(2, -0.0f);
          robot.route(1).y(8);
        });
        String line = lines.readLine();
        assertThat(values(line)).isEqualTo("{\"name\":\"R 3\",\"sample[2]\":-0.0,\"route[1].y\":8.0}");
        assertThat(line).contains("\"version\":2,");
        signal("INT", record);
        assertThat(lines.readLine()).isNull();
        end(record, 0);
        assertThat(record.errorReader().readLine()).isNull();
      } finally {
        record.destroyForcibly();
      }
    }
  }

  @Test
  void whatChangesBetweenFieldsIsNotAChange() throws Exception {
    Path path = folder.resolve("padded");
    StringWriter out = new StringWriter();
    try (SharedPadded shared = SharedPadded.create(path, new PaddedRecord(1, (byte) 2)); Look look = Look.at(path);
        RecordingWriter recording = new RecordingWriter(look, out, "1", Instant.EPOCH)) {
      assertThat(recording.line(0)).isTrue();
      shared.raw().segment().set(ValueLayout.JAVA_BYTE, 9, (byte) 7);
      assertThat(recording.line(1)).isFalse();
      shared.guarded().last((byte) 3);
      assertThat(recording.line(2)).isTrue();
    }
    assertThat(out.toString().lines().skip(1).map(RecordReplayTest::values))
        .containsExactly("{\"first\":1,\"last\":2}", "{\"last\":3}");
  }

  /** The rest of the file's last page is zeros then, which nobody has written. */
  @ParameterizedTest
  @ValueSource(ints = {100, 2300, -4})
  void aFileThatIsCutOffIsNotAChange(int bytes) throws Exception {
    Path path = pair();
    try (Started recording = Started.of("record", path)) {
      recording.nextLine();
      assertThat(values(recording.nextLine())).isEqualTo("{\"one\":1,\"other\":1}");
      try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
        file.truncate(bytes < 0 ? file.size() + bytes : bytes);
      }
      Run run = recording.finish();
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).contains(path + ": was truncated while it was looked at").hasLineCount(1);
      assertThat(run.status()).isEqualTo(1);
    }
  }

  @Test
  void theFirstChangeWaitsForItsTimeAsTheOthersDo() throws Exception {
    Path path = folder.resolve("pair");
    try (Child writer = Child.start("pairs", path)) {
      List<String> lines = Run.of("record", "--changes", "2", "--every", "300ms", path).output().lines().toList();
      assertThat(lines.get(2).replaceAll("\\{\"micros\":(\\d+),.*", "$1")).satisfies(micros ->
          assertThat(Long.parseLong(micros)).isGreaterThanOrEqualTo(300_000));
      writer.finish();
    }
  }

  @Test
  void itEndsByItselfAfterSoManyChangesOrSoMuchTime() throws Exception {
    Path path = folder.resolve("pair");
    try (Child writer = Child.start("pairs", path)) {
      List<String> lines = Run.of("record", "--changes", "3", "--every", "1ms", path).output().lines().toList();
      assertThat(lines).hasSize(5);
      assertThat(lines.subList(1, 5)).allSatisfy(line ->
          assertThat(values(line)).matches("\\{\"one\":(\\d+),\"other\":\\1}"));
      Path out = folder.resolve("out");
      assertThat(Run.of("record", "--for", "50ms", path, out).output()).isEmpty();
      assertThat(Files.readAllLines(out).size()).isGreaterThanOrEqualTo(2);
      writer.finish();
    }
  }

  /** The number of commits between two lines is that between their versions. */
  @Test
  void commitsThatCameTooFastCanBeCounted() throws Exception {
    Path path = folder.resolve("pair");
    try (Child writer = Child.start("pairs", path)) {
      List<String> lines = Run.of("record", "--changes", "5", "--every", "20ms", path).output().lines().toList();
      String first = lines.get(1);
      String last = lines.getLast();
      assertThat(number(last, "version") - number(first, "version"))
          .isEqualTo(number(last, "one") - number(first, "one"));
      assertThat(number(last, "micros") - number(first, "micros")).isGreaterThan(4 * 20_000);
      writer.finish();
    }
  }

  private static long number(String line, String field) {
    return Long.parseLong(line.replaceAll(".*\"" + field + "\":(\\d+).*", "$1"));
  }

  @Test
  void aRegionThatIsRemovedEndsIt() throws Exception {
    Path path = pair();
    Path out = folder.resolve("out");
    Process record = recording(path, out);
    try (SharedPair shared = SharedPair.open(path)) {
      Waiting.until(() -> Files.exists(out) && Files.readAllLines(out).size() == 2);
      shared.guarded().one(2);
      Waiting.until(() -> Files.readAllLines(out).size() == 3);
      shared.remove();
      end(record, 1);
      assertThat(record.errorReader().readLine()).isEqualTo("sharedstruct: " + path + ": was removed");
      assertThat(values(Files.readAllLines(out).getLast())).isEqualTo("{\"one\":2}");
    } finally {
      record.destroyForcibly();
    }
  }

  @Test
  void aTerminatedRecordingIsWhole() throws Exception {
    Path path = folder.resolve("pair");
    Path out = folder.resolve("out");
    try (Child writer = Child.start("pairs", path)) {
      Process record = recording(path, out);
      try {
        Waiting.until(() -> Files.exists(out) && Files.size(out) > 10_000);
        signal("TERM", record);
        end(record, 0);
      } finally {
        record.destroyForcibly();
      }
      writer.finish();
    }
    assertThat(Files.readString(out)).endsWith("}}\n");
    Run.of("replay", out, path).assertRefused(2, "nothing is changed yet: add --write to play "
        + (Files.readAllLines(out).size() - 1) + " changes in " + String.format(java.util.Locale.ROOT, "%.1f s",
            number(Files.readAllLines(out).getLast(), "micros") / 1e6));
  }

  // What is replayed

  @Test
  void valuesOfAllKindsComeBackBitForBit() throws Exception {
    Path path = folder.resolve("array");
    Path out = folder.resolve("out");
    Path copy = folder.resolve("copy");
    try (SharedKinds.Array shared = SharedKinds.Array.create(path, 2, SharedMemory.ATOMIC_ARRAY)) {
      Process record = recording(path, out);
      try {
        Waiting.until(() -> Files.exists(out) && Files.readAllLines(out).size() == 2);
        shared.guarded().get(1).update(AllKinds::fill);
        Waiting.until(() -> Files.readAllLines(out).size() == 3);
        signal("INT", record);
        end(record, 0);
      } finally {
        record.destroyForcibly();
      }
      assertThat(Run.of("replay", "--write", "--create", "--speed", "0", out, copy).output()).isEmpty();
      try (SharedKinds.Array other = SharedKinds.Array.open(copy)) {
        assertThat(other.raw().segment().mismatch(shared.raw().segment())).isEqualTo(-1);
        assertThat(other.guarded().version()).isEqualTo(1);
        assertThat(Run.of("show", copy).output()).contains("array of 2, atomic as a whole");
      }
    }
  }

  @Test
  void eachChangeIsOneCommitAtItsTime() throws Exception {
    Path path = pair();
    Path in = file("in", HEAD + """
        {"micros":0,"version":1,"values":{"one":5,"other":5}}
        {"micros":300000,"version":2,"values":{"one":6}}
        {"micros":600000,"version":9,"values":{"one":7,"other":7}}
        """);
    try (SharedPair shared = SharedPair.open(path)) {
      long version = shared.guarded().version();
      long start = System.nanoTime();
      assertThat(Run.of("replay", "--write", in, path).output()).isEmpty();
      assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(600));
      assertThat(shared.guarded().version()).isEqualTo(version + 3);
      assertThat(shared.guarded().snapshot()).isEqualTo(new PairRecord(7, 7));
      assertThat(Run.of("replay", "--write", "--speed", "0", in, path).output()).isEmpty();
      assertThat(shared.guarded().version()).isEqualTo(version + 6);
    }
  }

  @Test
  void itIsStoppedBetweenTwoCommits() throws Exception {
    Path path = pair();
    Path in = file("in", HEAD + """
        {"micros":0,"version":1,"values":{"one":5,"other":5}}
        {"micros":900000000,"version":2,"values":{"one":6,"other":6}}
        """);
    Process replay = new ProcessBuilder(Run.interruptible("replay", "--write", in, path)).start();
    try (SharedPair shared = SharedPair.open(path)) {
      Waiting.until(() -> shared.guarded().one() == 5);
      signal("INT", replay);
      end(replay, 0);
      assertThat(shared.guarded().snapshot()).isEqualTo(new PairRecord(5, 5));
      assertThat(shared.participants()).hasSize(1);
    } finally {
      replay.destroyForcibly();
    }
  }

  /** A reader sees no half of a change, while processes that replay are killed. */
  @Test
  void aKillLeavesWholeChanges() throws Exception {
    Path path = pair();
    StringBuilder lines = new StringBuilder(HEAD);
    for (int i = 1; i <= 100_000; i++) {
      lines.append("{\"micros\":0,\"version\":").append(i).append(",\"values\":{\"one\":").append(i)
          .append(",\"other\":").append(i).append("}}\n");
    }
    Path in = file("in", lines.toString());
    try (SharedPair shared = SharedPair.open(path)) {
      int killed = 0;
      for (int i = 0; i < 10; i++) {
        shared.guarded().set(new PairRecord(0, 0));
        long target = 1 + i * 5000L;
        Process replay = new ProcessBuilder(Run.command("replay", "--write", "--speed", "0", in, path)).start();
        try {
          Waiting.until(() -> {
            PairRecord seen = shared.guarded().snapshot();
            assertThat(seen.one()).isEqualTo(seen.other());
            return seen.one() >= target || !replay.isAlive();
          });
          killed += replay.isAlive() ? 1 : 0;
        } finally {
          replay.destroyForcibly().onExit().join();
        }
        shared.guarded().update(raw -> assertThat(raw.one()).isEqualTo(raw.other()));
      }
      assertThat(killed).as("replays that were killed at work").isPositive();
      System.out.println("replay was killed at work " + killed + " times");
    }
  }

  // What is refused

  @Test
  void aRegionOfAnotherStructIsRefused() throws Exception {
    Path in = file("in", HEAD);
    Path robot = folder.resolve("robot");
    SharedRobot.create(robot).close();
    Run.of("replay", "--write", in, robot).assertRefused(1, robot + ": is not what was recorded: the struct is Robot,"
        + " and was Pair");
    Path array = folder.resolve("array");
    SharedPair.Array.create(array, 2).close();
    Run.of("replay", "--write", in, array).assertRefused(1, array + ": is not what was recorded: the form is an array"
        + " of 2, and was one struct");
    Path other = file("other", HEAD.replace("8 8 long other", "8 8 double other"));
    Path pair = pair();
    Run.of("replay", "--write", other, pair).assertRefused(1, pair + ": is not what was recorded: other is long at"
        + " byte 8, and was double at byte 8");
    Run.of("replay", "--write", "--create", in, pair).assertRefused(1, pair + ": already exists");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{\"micros\":0,\"values\":{\"one\":2}}~{\"micros\":5,\"val | line 3: it is not JSON, or is cut off: ",
      "{\"micros\":9,\"values\":{\"one\":2}}~{\"micros\":5,\"values\":{}} | line 3: its time is before that of",
      "{\"micros\":0,\"values\":{\"one\":2}}{\"micros\":5,\"values\":{}} | line 2: there are two changes in one line",
      "{\"micros\":0} | line 2: there are no 'values' in it",
      "{\"values\":{}} | line 2: there is no time in it",
      "{\"micros\":0,\"values\":{\"othr\":2}} | line 2: Pair has no field 'othr'. Did you mean other?",
      "{\"micros\":0,\"values\":{\"one\":null}} | line 2: one: null stands for bytes that are not a value",
      "{\"micros\":0,\"values\":{\"one\":\"2\"}} | line 2: one: it is of type long, which is a number in JSON",
      "7 | line 2: a change is an object"})
  void aDamagedLineIsRefusedBeforeAnythingIsWritten(String lines, String sentence) throws Exception {
    Path path = pair();
    byte[] before = Files.readAllBytes(path);
    Path in = file("in", HEAD + lines.replace('~', '\n'));
    Run run = Run.of("replay", "--write", "--speed", "0", in, path);
    assertThat(run.err()).startsWith("sharedstruct: " + in + ", " + sentence).hasLineCount(1);
    assertThat(run.status()).isEqualTo(1);
    assertThat(Files.readAllBytes(path)).isEqualTo(before);
  }

  @Test
  void whatIsNotARecordingIsRefused() throws Exception {
    Path in = file("in", HEAD.replace("\"recording\":1,", ""));
    Run.of("replay", "--write", in, pair()).assertRefused(1, in + ", line 1: it is not a recording of the form 1,"
        + " which this tool can read");
    Run.of("replay", "--write", "--speed", "-1", in, folder.resolve("pair"));
  }
}
