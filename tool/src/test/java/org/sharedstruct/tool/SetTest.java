package org.sharedstruct.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.SharedMemory;

/** {@code set}: values that are stored as one commit. */
class SetTest {

  private static final int KILLS = 20;

  /** The first commit of a process takes some milliseconds: its code is cold. */
  private static final long KILL_STEP_NANOS = 1_000_000;

  @TempDir Path folder;

  private Path robot() throws Exception {
    Path path = folder.resolve("robot");
    try (SharedRobot shared = SharedRobot.create(path)) {
      shared.guarded().update(Robots::fill);
    }
    return path;
  }

  private Path kinds() throws Exception {
    Path path = folder.resolve("kinds");
    SharedKinds.create(path).close();
    return path;
  }

  // What is stored

  @Test
  void valuesAreStoredAsOneCommit() throws Exception {
    Path path = robot();
    try (SharedRobot shared = SharedRobot.open(path)) {
      long version = shared.guarded().version();
      assertThat(Run.of("set", "--write", path, "pose.x=-2.5e3", "state=IDLE", "name=a=\"b\"", "sample[1]=NaN",
          "route[0]={\"y\":2,\"x\":1}", "on=false", "sign=\u20ac", "since=1969-12-31T23:59:59.999999999Z")
          .output()).isEmpty();
      assertThat(shared.guarded().version()).isEqualTo(version + 1);
      RobotRecord robot = shared.guarded().snapshot();
      assertThat(robot.pose()).isEqualTo(new PoseRecord(-2500, -0.1));
      assertThat(robot.state()).isEqualTo(Robot.State.IDLE);
      assertThat(robot.name()).isEqualTo("a=\"b\"");
      assertThat(robot.sample(1)).isNaN();
      assertThat(robot.sample(2)).isEqualTo(-3);
      assertThat(robot.route(0)).isEqualTo(new PoseRecord(1, 2));
      assertThat(robot.route(1)).isEqualTo(new PoseRecord(0, 9));
      assertThat(robot.on()).isFalse();
      assertThat(robot.sign()).isEqualTo('\u20ac');
      assertThat(robot.since()).isEqualTo("1969-12-31T23:59:59.999999999Z");
      assertThat(robot.count()).isEqualTo(Long.MIN_VALUE);
    }
  }

  /**
   * All that {@code get} prints of a struct with fields of every kind makes the same bytes
   * elsewhere.
   */
  @Test
  void whatGetPrintsIsStoredAgainBitForBit() throws Exception {
    Path path = kinds();
    Path copy = folder.resolve("copy");
    SharedKinds.create(copy).close();
    try (SharedKinds shared = SharedKinds.open(path); SharedKinds other = SharedKinds.open(copy)) {
      shared.guarded().update(AllKinds::fill);
      List<Object> command = new ArrayList<>(List.of("set", "--write", copy));
      command.addAll(assignments(Run.of("get", "-o", "json", path).output()));
      assertThat(command).hasSizeGreaterThan(15);
      assertThat(Run.of(command.toArray()).output()).isEmpty();
      assertThat(other.raw().segment().mismatch(shared.raw().segment())).isEqualTo(-1);
    }
  }

  /** The fields of an object: texts without quotes, arrays as they are. */
  private static List<String> assignments(String object) throws Exception {
    List<String> assignments = new ArrayList<>();
    try (JsonParser json = new JsonFactory().createParser(object)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        int begin = (int) json.currentTokenLocation().getCharOffset();
        if (json.currentToken().isScalarValue()) {
          assignments.add(field + "=" + json.getText());
        } else {
          json.skipChildren();
          assignments.add(field + "=" + object.substring(begin, (int) json.currentLocation().getCharOffset()));
        }
      }
    }
    return assignments;
  }

  @Test
  void anElementIsStoredByItsIndex() throws Exception {
    Path path = folder.resolve("pairs");
    try (SharedPair.Array shared = SharedPair.Array.create(path, 3)) {
      assertThat(Run.of("set", "--write", path, "[2]={\"one\":1,\"other\":2}").output()).isEmpty();
      assertThat(Run.of("set", "--write", path, "[0].other=7").output()).isEmpty();
      assertThat(shared.guarded().snapshot())
          .containsExactly(new PairRecord(0, 7), new PairRecord(0, 0), new PairRecord(1, 2));
    }
  }

  @Test
  void severalElementsAreOneCommitOrNone() throws Exception {
    Path path = folder.resolve("pairs");
    try (SharedPair.Array shared = SharedPair.Array.create(path, 3)) {
      Run.of("set", "--write", path, "[0].one=1", "[2].one=1").assertRefused(2,
          path + " is not atomic as a whole, so that 2 elements cannot be one commit: set one element at a time");
      assertThat(shared.guarded().version()).isZero();
    }
    Path atomic = folder.resolve("atomic");
    try (SharedPair.Array shared = SharedPair.Array.create(atomic, 3, SharedMemory.ATOMIC_ARRAY)) {
      assertThat(Run.of("set", "--write", atomic, "[0].one=1", "[2].one=3", "[0].other=2").output()).isEmpty();
      assertThat(shared.guarded().version()).isEqualTo(1);
      assertThat(shared.guarded().snapshot())
          .containsExactly(new PairRecord(1, 2), new PairRecord(0, 0), new PairRecord(3, 0));
    }
  }

  /** Its schema may have more fields one day; it gets none by this. */
  @Test
  void aStructWithRoomToGrowIsStored() throws Exception {
    Path path = folder.resolve("wide");
    try (SharedWide shared = SharedWide.create(path)) {
      String schema = Run.of("layout", path).output();
      assertThat(Run.of("set", "--write", path, "kind=-128", "value[9]=5").output()).isEmpty();
      assertThat(shared.guarded().kind()).isEqualTo(Byte.MIN_VALUE);
      assertThat(shared.guarded().value(9)).isEqualTo(5);
      assertThat(Run.of("layout", path).output()).isEqualTo(schema);
    }
  }

  /** Only what is named is written: the counter is counted without the lock meanwhile. */
  @Test
  void whatIsNotNamedIsLeftToProgramsThatTakeNoLock() throws Exception {
    Path path = kinds();
    try (SharedKinds shared = SharedKinds.open(path)) {
      Thread counting = new Thread(() -> {
        while (!Thread.currentThread().isInterrupted()) {
          shared.raw().getAndAddCounter(1);
          shared.raw().large(0, shared.raw().counter());
        }
      });
      counting.start();
      try {
        for (int i = 0; i < 3; i++) {
          assertThat(Run.of("set", "--write", path, "tiny[0]=" + i, "text=" + i).output()).isEmpty();
        }
      } finally {
        counting.interrupt();
        counting.join();
      }
      assertThat(shared.raw().large(0)).isEqualTo(shared.raw().counter());
      assertThat(shared.guarded().tiny(0)).isEqualTo((byte) 2);
    }
  }

  // What is refused

  @Test
  void withoutWriteItOnlyShowsWhatWouldChange() throws Exception {
    Path path = robot();
    byte[] before = Files.readAllBytes(path);
    Run run = Run.of("set", path, "pose={\"x\":1,\"y\":2}", "name=R 3", "sample[2]=4");
    assertThat(run.out()).isEqualTo("""
        field      now    then
        pose.x     1.5    1.0
        pose.y     -0.1   2.0
        name       "R 2"  "R 3"
        sample[2]  -3.0   4.0
        """);
    assertThat(run.err()).isEqualTo("sharedstruct: nothing is changed yet: add --write\n");
    assertThat(run.status()).isEqualTo(2);
    assertThat(Files.readAllBytes(path)).isEqualTo(before);
  }

  @Test
  void allThatIsWrongIsToldAndNothingIsStored() throws Exception {
    Path path = robot();
    byte[] before = Files.readAllBytes(path);
    Run.of("set", "--write", path, "count=1", "poze.x=1", "state=BUSI", "count", "sample=[1,2]", "route.x=1")
        .assertRefused(2, """
            Robot has no field 'poze'. Did you mean pose?
            sharedstruct: state: 'BUSI' is not one of its constants. Did you mean BUSY?
            sharedstruct: 'count' is not FIELD=VALUE
            sharedstruct: sample: 2 values are given, and 3 are needed
            sharedstruct: 'x' is of 2 elements: name one of them by its [INDEX]""");
    assertThat(Files.readAllBytes(path)).isEqualTo(before);
  }

  /** What cannot be stored, and why. */
  private static final String WRONG = """
        tiny[0]=128 | tiny[0]: 128 is not between -128 and 127, as byte is
        small[0]=-32769 | small[0]: -32769 is not between -32768 and 32767, as short is
        middle[0]=2147483648 | middle[0]: 2147483648 is not between -2147483648 and 2147483647, as int is
        large[0]=9223372036854775808 | large[0]: 9223372036854775808 is not between -9223372036854775808 and\
         9223372036854775807, as long is
        level[0]=256 | level[0]: 256 is not between 0 and 255, as unsigned8 is
        port[0]=-1 | port[0]: -1 is not between 0 and 65535, as unsigned16 is
        ticket[0]=4294967296 | ticket[0]: 4294967296 is not between 0 and 4294967295, as unsigned32 is
        middle[0]=1.5 | middle[0]: '1.5' is not a whole number
        middle[0]= | middle[0]: '' is not a whole number
        ratio[0]=1e39 | ratio[0]: '1e39' is more than float can hold, which is 3.4028235E38
        exact[0]=-1e309 | exact[0]: '-1e309' is more than double can hold, which is 1.7976931348623157E308
        exact[0]=0x1p3 | exact[0]: '0x1p3' is not a number
        flag[0]=yes | flag[0]: 'yes' is neither true nor false
        unit[0]=ab | unit[0]: 'ab' is not one character of 16 bits
        text=\u20ac\u20ac\u20ac | text: '\u20ac\u20ac\u20ac' needs 9 bytes in UTF-8, and there is room for 8
        id=1-2-3-4-5 | id: '1-2-3-4-5' is not a UUID, such as 01234567-89ab-4def-8123-456789abcdef
        time[0]=now | time[0]: 'now' is not a time, such as 2026-01-02T03:04:05.500Z
        span[0]=5s | span[0]: '5s' is not a duration, such as PT1M30.5S
        state=DONE | state: 'DONE' is not one of its constants, only IDLE, BUSY
        pose[0]=5 | pose[0]: Pose is an object with the fields x, y
        pose[0]={"x":1} | pose[0]: Pose has no value for y
        pose[0]={"x":1,"y":2,"z":3} | pose[0]: Pose has no field 'z', only x, y
        pose[0]={"x":1,"x":2} | pose[0].x: the field is there twice
        pose[0]={"x":1,"y":null} | pose[0].y: null stands for bytes that are not a value, and cannot be stored
        pose[0]={"x":1,"y":"2"} | pose[0].y: it is of type double, which is a number in JSON
        flag=[true,"true"] | flag[1]: it is of type boolean, which is true or false in JSON
        flag=[true,false,true] | flag: more values are given than the 2 that it has
        flag=[true,false]] | flag: it is not JSON: Unexpected close marker ']': no open Array to close
        tiny[2]=1 | tiny has no [2]: its elements are [0] to [1]
        tiny[0..1]=1 | [0..1] is several elements: name one of them by its [INDEX]
        =1 | there is no path in front of '='
        """;

  @Test
  void valuesThatTheirFieldsCannotHaveAreRefused() throws Exception {
    Path path = kinds();
    byte[] before = Files.readAllBytes(path);
    List<String[]> cases = WRONG.lines().map(line -> line.split(" \\| ", 2)).toList();
    List<Object> command = new ArrayList<>(List.of("set", "--write", path));
    cases.forEach(one -> command.add(one[0]));
    Run.of(command.toArray()).assertRefused(2, cases.stream().map(one -> one[1])
        .collect(Collectors.joining("\nsharedstruct: ")));
    assertThat(Files.readAllBytes(path)).isEqualTo(before);
  }

  @Test
  void aPlaceThatIsGivenTwiceIsRefused() throws Exception {
    Run.of("set", "--write", robot(), "pose.x=1", "count=1", "pose={\"x\":2,\"y\":3}", "count=2").assertRefused(2, """
        pose is given twice: it is in pose.x, or that is in it
        sharedstruct: count is given twice""");
  }

  // Others at work

  @Test
  void whoHoldsTheLockIsNamedWhenTheTimeIsOver() throws Exception {
    Path path = folder.resolve("pair");
    SharedPair.create(path).close();
    try (Child holder = Child.start("holding", path)) {
      Run run = Run.of("set", "--write", "--timeout", "200ms", path, "one=1");
      assertThat(run.err()).startsWith("sharedstruct: the lock of Pair in " + path + " was not free within 200 ms: ")
          .contains("process " + holder.pid()).contains("Holder").hasLineCount(1);
      assertThat(run.status()).isEqualTo(1);
      holder.finish();
    }
    assertThat(Run.of("get", path, "one").output()).isEqualTo("0\n");
  }

  @Test
  void aHalfWrittenArrayIsRefused() throws Exception {
    Path path = folder.resolve("pairs");
    SharedPair.Array.create(path, 3).close();
    try (Child writer = Child.start("halfArray", path)) {
      writer.kill();
    }
    Run.of("set", "--write", path, "[0].one=1").assertRefused(1, "Pair[3] in " + path + " is half written: the owner"
        + " of its lock died while it wrote several elements, and nobody has repaired them yet;"
        + " 'sharedstruct doctor' says what to do");
  }

  @Test
  void itIsAttachedUnderItsName() throws Exception {
    Path path = folder.resolve("pair");
    SharedPair.create(path).close();
    try (Child holder = Child.start("holding", path)) {
      Process set = new ProcessBuilder(Run.command("set", "--write", "--timeout", "1m", path, "one=1"))
          .inheritIO().start();
      try (SharedPair shared = SharedPair.open(path)) {
        Waiting.until(() -> shared.participants().stream().anyMatch(who -> who.name().equals("sharedstruct set")));
        holder.finish();
        assertThat(set.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(set.exitValue()).isZero();
        assertThat(shared.guarded().one()).isEqualTo(1);
      } finally {
        set.destroyForcibly();
      }
    }
  }

  /**
   * A process that is killed at any moment stores both numbers or none. It waits for the lock until
   * just before.
   */
  @Test
  void aKillLeavesAllOrNothing() throws Exception {
    Path path = folder.resolve("pair");
    try (SharedPair shared = SharedPair.create(path)) {
      int stored = 0;
      for (int i = 1; i <= KILLS; i++) {
        shared.lock().lock();
        Process set = new ProcessBuilder(
            Run.command("set", "--write", "--timeout", "1m", path, "one=" + i, "other=" + i))
            .redirectErrorStream(true).start();
        try {
          Waiting.until(() -> Run.of("show", path).output().contains("sleeps for the lock"));
          shared.lock().unlock();
          LockSupport.parkNanos(i * KILL_STEP_NANOS); // another moment each time
        } finally {
          set.destroyForcibly().onExit().join();
        }
        PairRecord pair = shared.guarded().snapshot();
        assertThat(pair.one()).isEqualTo(pair.other());
        stored += pair.one() == i ? 1 : 0;
        shared.guarded().update(raw -> assertThat(raw.one()).isEqualTo(raw.other()));
      }
      System.out.println("set was killed " + KILLS + " times, and had stored " + stored + " times");
    }
  }

  @Test
  void whatIsMissingForeignOrReadOnlyIsRefused() throws Exception {
    Path none = folder.resolve("none");
    Run.of("set", "--write", none, "one=1").assertRefused(1, none + ": there is no such file");
    Path text = Files.writeString(folder.resolve("text"), "No region. ".repeat(500));
    assertThat(Run.of("set", "--write", text, "one=1").status()).isEqualTo(1);
  }
}
