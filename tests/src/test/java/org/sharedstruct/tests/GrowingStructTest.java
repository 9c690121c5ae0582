package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sharedstruct.tests.child.KillPoint;

/** Programs that were compiled from different versions of one interface share a region. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GrowingStructTest {

  /** How long programs write at once. */
  private static final int MILLIS = Integer.getInteger("growing.millis", 2_000);

  private static final String STRUCT = """
      package growing;

      @org.sharedstruct.SharedStruct(size = 128)
      public interface Robot {
        long count();
        double sum();
        Mode mode();
        %s
      }
      """;

  private static final String PROGRAM = """
      package growing;

      import java.nio.file.Path;
      import java.util.concurrent.locks.LockSupport;
      import org.sharedstruct.SharedMemory;

      public final class Robots {

        private Robots() {}

        /** Arguments: what to do, a form, a path, and what else it takes. */
        public static void main(String[] arguments) throws Exception {
          System.out.println(run(arguments));
        }

        public static String run(String... arguments) throws Exception {
          Path path = Path.of(arguments[2]);
          try {
            return arguments[1].equals("SINGLE") ? single(arguments[0], path, arguments)
                : array(arguments[0], path, arguments);
          } catch (java.nio.file.FileSystemException | java.io.UncheckedIOException
              | org.sharedstruct.InvalidValueException e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage();
          }
        }

        private static String single(String verb, Path path, String[] arguments) throws Exception {
          if (verb.equals("create")) {
            SharedRobot.create(path).close();
            return "created";
          }
          if (verb.equals("migrate")) {
            return "migrated " + SharedRobot.migrate(path);
          }
          try (SharedRobot shared = verb.equals("read")
              ? SharedRobot.open(path, SharedMemory.READ_ONLY) : SharedRobot.open(path)) {
            if (arguments[arguments.length - 1].equals("later")) {
              System.out.println("open");
              int line = System.in.read();
            }
            switch (verb) {
              case "copy" -> shared.copyTo(Path.of(arguments[3]));
              case "describe" -> {
                return shared.describe();
              }
              default -> {
                return use(verb, shared.guarded(), arguments);
              }
            }
            return "copied";
          }
        }

        private static String array(String verb, Path path, String[] arguments) throws Exception {
          if (verb.equals("create")) {
            if (arguments[1].equals("ATOMIC_ARRAY")) {
              SharedRobot.Array.create(path, 3, SharedMemory.ATOMIC_ARRAY).close();
            } else {
              SharedRobot.Array.create(path, 3).close();
            }
            return "created";
          }
          if (verb.equals("migrate")) {
            return "migrated " + SharedRobot.Array.migrate(path);
          }
          try (SharedRobot.Array shared = verb.equals("read")
              ? SharedRobot.Array.open(path, SharedMemory.READ_ONLY) : SharedRobot.Array.open(path)) {
            if (verb.equals("copy")) {
              shared.copyTo(Path.of(arguments[3]));
              return "copied";
            }
            return use(verb, shared.guarded().get(1), arguments);
          }
        }

        private static String use(String verb, GuardedRobot robot, String[] arguments) {
          switch (verb) {
            case "step" -> robot.update(Robots::step);
            case "mode" -> robot.mode(Mode.valueOf(arguments[3]));
            case "half" -> robot.update(raw -> {
              step(raw);
              System.out.println("inside");
              for (;;) {
                LockSupport.park();
              }
            });
            case "count" -> {
              System.out.println("open");
              long steps = 0;
              long end = System.nanoTime() + Long.parseLong(arguments[3]) * 1_000_000;
              while (System.nanoTime() < end) {
                robot.update(Robots::step);
                steps++;
              }
              return String.valueOf(steps);
            }
            default -> { }
          }
          return robot.snapshot().toString();
        }

        private static void step(RawRobot raw) {
          %s
        }
      }
      """;

  /** A program of one version. */
  private enum Version {
    FIRST("", "IDLE, BUSY", """
        RobotRecord now = raw.toRecord();
        raw.set(new RobotRecord(now.count() + 1, now.sum() + 0.5, now.mode()));
        """),
    SECOND("long second();", "IDLE, BUSY, LOST", "raw.count(raw.count() + 1).second(raw.second() + 1);"),
    THIRD("long second(); @org.sharedstruct.Length(8) String label(); long third();", "IDLE, BUSY, LOST",
        "raw.count(raw.count() + 1).second(raw.second() + 1).third(raw.third() + 1).label(\"three\");"),
    CONFLICTING("double other();", "IDLE, BUSY", "raw.count(raw.count() + 1).other(raw.other() + 1);"),
    RETYPED("", "IDLE, LOST", "raw.count(raw.count() + 1);"),
    SMALL("byte small();", "IDLE, BUSY, LOST", "raw.count(raw.count() + 1).small((byte) (raw.small() + 1));"),
    WORDY("long second(); " + wordyFields(), "IDLE, BUSY",
        "raw.count(raw.count() + 1).second(raw.second() + 1);");

    private final Map<String, String> sources;
    private CompiledProgram program;

    Version(String fields, String constants, String step) {
      sources = Map.of(
          "growing.Robot", STRUCT.formatted(fields),
          "growing.Mode", "package growing;\n\npublic enum Mode { %s }\n".formatted(constants),
          "growing.Robots", PROGRAM.formatted(step));
    }

    private static String wordyFields() {
      StringBuilder fields = new StringBuilder();
      for (int i = 0; i < 96; i++) {
        fields.append("byte " + "long".repeat(20) + i + "(); ");
      }
      return fields.toString();
    }

    void compile(Path folder) throws Exception {
      program = new CompiledProgram("growing.Robots", sources, folder.resolve(name()));
    }

    String run(Object... arguments) throws Exception {
      return program.run(arguments);
    }

    ProcessBuilder command(Object... arguments) {
      return program.command(arguments);
    }
  }

  private enum Form { SINGLE, ARRAY, ATOMIC_ARRAY }

  @TempDir static Path classes;
  @TempDir Path folder;

  @BeforeAll
  void compile() throws Exception {
    for (Version version : Version.values()) {
      version.compile(classes);
    }
  }

  @AfterAll
  void close() throws IOException {
    for (Version version : Version.values()) {
      version.program.close();
    }
  }

  private Path create(Form form) throws Exception {
    Path path = folder.resolve("robot");
    assertThat(Version.FIRST.run("create", form, path)).isEqualTo("created");
    return path;
  }

  private static String robot(int count, double sum, String mode, int second, String label, int third) {
    return String.format(Locale.ROOT, "RobotRecord[count=%d, sum=%s, mode=%s, second=%d, label=%s, third=%d]",
        count, sum, mode, second, label, third);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void aNewFieldReadsAsZeroUntilSomebodyWritesIt(Form form) throws Exception {
    Path path = create(form);
    Version.FIRST.run("step", form, path);
    assertThat(Version.THIRD.run("show", form, path)).isEqualTo(robot(1, 0.5, "IDLE", 0, "", 0));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void anOlderProgramLeavesAloneWhatItDoesNotKnow(Form form) throws Exception {
    Path path = create(form);
    Version.THIRD.run("step", form, path);
    Version.SECOND.run("step", form, path);
    Version.FIRST.run("step", form, path);
    assertThat(Version.THIRD.run("show", form, path)).isEqualTo(robot(3, 0.5, "IDLE", 2, "three", 1));
    assertThat(Version.FIRST.run("show", form, path))
        .isEqualTo("RobotRecord[count=3, sum=0.5, mode=IDLE]");
  }

  @ParameterizedTest
  @MethodSource("forms")
  void aCopyByAnOlderProgramHasAllFields(Form form) throws Exception {
    Path path = create(form);
    Version.THIRD.run("step", form, path);
    Path copied = folder.resolve("copied");
    assertThat(Version.FIRST.run("copy", form, path, copied)).isEqualTo("copied");
    assertThat(Version.CONFLICTING.run("show", form, copied)).contains("of other, double at byte 24, here");
    assertThat(Version.THIRD.run("read", form, copied)).isEqualTo(robot(1, 0.0, "IDLE", 1, "three", 1));
  }

  /** Also if they were added while the older program was attached. */
  @Test
  void aCopyByAnOlderProgramHasFieldsThatWereAddedMeanwhile() throws Exception {
    Path path = create(Form.SINGLE);
    Path copied = folder.resolve("copied");
    try (ChildJvm child = ChildJvm.start(Version.FIRST.command("copy", Form.SINGLE, path, copied, "later"))) {
      child.awaitLine("open");
      Version.THIRD.run("step", Form.SINGLE, path);
      child.goOn();
      assertThat(child.nextLine()).isEqualTo("copied");
      child.finish();
    }
    assertThat(Version.THIRD.run("read", Form.SINGLE, copied))
        .isEqualTo(robot(1, 0.0, "IDLE", 1, "three", 1));
  }

  /** Also if they were added when the copy had its schema already, and not yet its values. */
  @ParameterizedTest
  @MethodSource("forms")
  void aCopyHasTheFieldsOfAllItsValues(Form form) throws Exception {
    KillPoints points = new KillPoints(classes.resolve("copies" + form))
        .add("org.sharedstruct.support.RegionRequest", Set.of("create"));
    Path path = create(form);
    Path copied = folder.resolve("copied");
    try (ChildJvm child = ChildJvm.start(points.stoppingAt(
        List.of(points.point("before Region.create")), Version.FIRST.command("copy", form, path, copied)))) {
      child.awaitLine(KillPoint.REACHED);
      Version.THIRD.run("step", form, path);
      child.goOn();
      assertThat(child.nextLine()).isEqualTo("copied");
      child.finish();
    }
    assertThat(Version.THIRD.run("read", form, copied)).isEqualTo(robot(1, 0.0, "IDLE", 1, "three", 1));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).as("two regions and their lock files").hasSize(4);
    }
  }

  @Test
  void aDescriptionHasAllFields() throws Exception {
    Path path = create(Form.SINGLE);
    Version.THIRD.run("show", Form.SINGLE, path);
    assertThat(Version.FIRST.run("describe", Form.SINGLE, path))
        .startsWith("Robot, 128 bytes, aligned to 8")
        .containsPattern("24 +8 +long +second +").containsPattern("32 +8 +string +label +")
        .containsPattern("40 +8 +long +third +").containsPattern("enum\\{IDLE,BUSY,LOST} +mode");
  }

  @ParameterizedTest
  @CsvSource({"describe", "copy"})
  void aTextThatIsDamagedWhileTheRegionIsOpenIsTold(String verb) throws Exception {
    Path path = create(Form.SINGLE);
    try (ChildJvm child = ChildJvm.start(
        Version.FIRST.command(verb, Form.SINGLE, path, folder.resolve("copied"), "later"))) {
      child.awaitLine("open");
      SchemaTexts.damage(path);
      child.goOn();
      assertThat(child.nextLine()).startsWith("UncheckedIOException: ").contains("DamagedRegionException: " + path
          + ": is damaged: the schema at byte ");
      child.finish();
    }
  }

  @Test
  void anOlderReaderOfANewConstantIsTold() throws Exception {
    Path path = create(Form.SINGLE);
    Version.SECOND.run("mode", Form.SINGLE, path, "LOST");
    assertThat(Version.FIRST.run("show", Form.SINGLE, path)).startsWith("InvalidValueException: ");
    Version.FIRST.run("mode", Form.SINGLE, path, "BUSY");
    assertThat(Version.THIRD.run("show", Form.SINGLE, path)).isEqualTo(robot(0, 0.0, "BUSY", 0, "", 0));
  }

  @ParameterizedTest
  @CsvSource({"SECOND, CONFLICTING, second, long, other, double",
      "CONFLICTING, SECOND, other, double, second, long"})
  void twoVersionsThatClaimTheSameBytesAreToldApart(
      Version first, Version second, String theirs, String theirType, String mine, String myType)
      throws Exception {
    Path path = create(Form.SINGLE);
    first.run("step", Form.SINGLE, path);
    String before = first.run("show", Form.SINGLE, path);
    assertThat(second.run("step", Form.SINGLE, path)).isEqualTo(("SchemaMismatchException: %s: byte 24 is of %s, %s"
        + " at byte 24, in the file, and of %s, %s at byte 24, here. Compile all programs from one version of Robot,"
        + " or make the file anew with SharedRobot.migrate").formatted(path, theirs, theirType, mine, myType));
    assertThat(first.run("show", Form.SINGLE, path)).isEqualTo(before);
  }

  @Test
  void whatChangedInAnyOtherWayIsAMismatch() throws Exception {
    Path path = create(Form.SINGLE);
    assertThat(Version.RETYPED.run("show", Form.SINGLE, path)).startsWith(("SchemaMismatchException: %s: mode is"
        + " enum{IDLE,BUSY} at byte 16 in the file, enum{IDLE,LOST} at byte 16 here").formatted(path));
  }

  @Test
  void aNewerReaderIsToldToLetAWriterOpenItOnce() throws Exception {
    Path path = create(Form.SINGLE);
    assertThat(Version.SECOND.run("read", Form.SINGLE, path)).startsWith("SchemaMismatchException: ")
        .contains("second is missing in the file, long at byte 24 here: a program that knows it has to open")
        .contains("mode is enum{IDLE,BUSY} at byte 16 in the file, enum{IDLE,BUSY,LOST} at byte 16 here: a program");
    Version.SECOND.run("show", Form.SINGLE, path);
    assertThat(Version.SECOND.run("read", Form.SINGLE, path))
        .isEqualTo("RobotRecord[count=0, sum=0.0, mode=IDLE, second=0]");
    assertThat(Version.FIRST.run("read", Form.SINGLE, path))
        .isEqualTo("RobotRecord[count=0, sum=0.0, mode=IDLE]");
  }

  @Test
  void aTextThatHasNoRoomForMoreFieldsIsLeftAsItIs() throws Exception {
    Path path = create(Form.SINGLE);
    assertThat(Version.WORDY.run("show", Form.SINGLE, path))
        .contains("the schema text has room for").contains("longlong95: byte at byte 127")
        .endsWith(". Make the file anew with SharedRobot.migrate");
    assertThat(Version.THIRD.run("show", Form.SINGLE, path)).isEqualTo(robot(0, 0.0, "IDLE", 0, "", 0));
  }

  /** With all that the file has, also the field between the others that only its own program knows. */
  @ParameterizedTest
  @MethodSource("forms")
  void aTextThatHasNoRoomForMoreFieldsIsMadeAnewByMigrating(Form form) throws Exception {
    Path path = create(form);
    Version.SMALL.run("step", form, path);
    Version.SMALL.run("mode", form, path, "LOST");
    assertThat(Version.WORDY.run("step", form, path)).contains("the schema text has room for");
    assertThat(Version.WORDY.run("migrate", form, path)).isEqualTo("migrated true");
    assertThat(Version.WORDY.run("migrate", form, path)).isEqualTo("migrated false");
    assertThat(Version.WORDY.run("mode", form, path, "BUSY")).contains("count=1", "mode=BUSY", "second=0");
    assertThat(Version.WORDY.run("step", form, path)).contains("count=2", "second=1");
    Version.SMALL.run("mode", form, path, "LOST");
    assertThat(Version.SMALL.run("step", form, path)).endsWith("count=3, sum=0.0, mode=LOST, small=2]");
  }

  /** What either leaves half written, the other undoes, with the fields that only one of them knows. */
  @ParameterizedTest
  @MethodSource("formsAndVersions")
  void whatAKilledProgramLeftIsUndoneByOneOfAnotherVersion(Form form, Version killed, Version next)
      throws Exception {
    Path path = create(form);
    Version.THIRD.run("step", form, path);
    try (ChildJvm child = ChildJvm.start(killed.command("half", form, path))) {
      child.awaitLine("inside");
      child.kill();
    }
    next.run("step", form, path);
    assertThat(Version.THIRD.run("show", form, path)).isEqualTo(next == Version.FIRST
        ? robot(2, 0.5, "IDLE", 1, "three", 1) : robot(2, 0.0, "IDLE", 2, "three", 2));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void threeVersionsWriteAtOnceAndLoseNothing(Form form) throws Exception {
    Path path = create(form);
    try (ChildJvm first = ChildJvm.start(Version.FIRST.command("count", form, path, MILLIS));
        ChildJvm second = ChildJvm.start(Version.SECOND.command("count", form, path, MILLIS));
        ChildJvm third = ChildJvm.start(Version.THIRD.command("count", form, path, MILLIS))) {
      int ones = steps(first);
      int twos = steps(second);
      int threes = steps(third);
      assertThat(List.of(ones, twos, threes)).allMatch(steps -> steps > 0);
      assertThat(Version.THIRD.run("show", form, path)).isEqualTo(
          robot(ones + twos + threes, 0.5 * ones, "IDLE", twos + threes, "three", threes));
    }
  }

  private static int steps(ChildJvm child) throws Exception {
    child.awaitLine("open");
    int steps = Integer.parseInt(child.nextLine());
    child.finish();
    return steps;
  }

  @Test
  void aKillWhileFieldsAreAddedLeavesTheOldTextOrTheNewOne() throws Exception {
    KillPoints points = new KillPoints(folder.resolve("copies"))
        .add("org.sharedstruct.region.Registry", Set.of("complete", "append", "publish"));
    int killed = 0;
    for (int point = 0; point < points.points().size(); point++) {
      String label = points.points().get(point);
      Path path = create(Form.SINGLE);
      try (ChildJvm child = ChildJvm.start(points.stoppingAt(
          List.of(point), Version.THIRD.command("show", Form.SINGLE, path)))) {
        if (child.comesTo(KillPoint.REACHED)) {
          child.kill();
          killed++;
        }
      }
      assertThat(Version.FIRST.run("step", Form.SINGLE, path)).as(label).contains("mode=IDLE");
      assertThat(Version.SECOND.run("step", Form.SINGLE, path)).as(label).contains("second=");
      assertThat(Version.THIRD.run("step", Form.SINGLE, path)).as(label).contains("third=1");
      Files.delete(path);
    }
    assertThat(killed).as("points where one was killed, of %s", points.points()).isGreaterThan(10);
  }

  /** It has seen that the bytes are nobody's, and adds its field when they are another's. */
  @Test
  void oneOfTwoThatClaimTheSameBytesAtOnceIsRefused() throws Exception {
    KillPoints points = new KillPoints(folder.resolve("copies"))
        .add("org.sharedstruct.region.Registry", Set.of("complete"));
    int point = points.point("before Membership.exclusively");
    Path path = create(Form.SINGLE);
    try (ChildJvm child = ChildJvm.start(points.stoppingAt(
        List.of(point), Version.SECOND.command("step", Form.SINGLE, path)))) {
      child.awaitLine(KillPoint.REACHED);
      assertThat(Version.CONFLICTING.run("step", Form.SINGLE, path)).contains("other=1.0");
      child.goOn();
      assertThat(child.nextLine()).startsWith("SchemaMismatchException: ").contains("byte 24 is of other")
          .endsWith(". Compile all programs from one version of Robot,"
              + " or make the file anew with SharedRobot.migrate");
      child.finish();
    }
    assertThat(Version.CONFLICTING.run("step", Form.SINGLE, path)).contains("other=2.0");
  }

  @Test
  void aSizedStructWithinGrowsAsWell() throws Exception {
    try (CompiledProgram older = compileFleet("older", "");
        CompiledProgram newer = compileFleet("newer", "long second();")) {
      Path path = folder.resolve("fleet");
      assertThat(older.run("step", path)).isEqualTo("FleetRecord[first=UnitRecord[count=1],"
          + " others=[UnitRecord[count=0], UnitRecord[count=1]], last=1]");
      assertThat(newer.run("step", path)).isEqualTo("FleetRecord[first=UnitRecord[count=2, second=0],"
          + " others=[UnitRecord[count=0, second=0], UnitRecord[count=2, second=0]], last=2]");
      assertThat(newer.run("second", path)).isEqualTo("7 8");
      assertThat(older.run("step", path)).isEqualTo("FleetRecord[first=UnitRecord[count=3],"
          + " others=[UnitRecord[count=0], UnitRecord[count=3]], last=3]");
      assertThat(newer.run("step", path)).isEqualTo("FleetRecord[first=UnitRecord[count=4, second=7],"
          + " others=[UnitRecord[count=0, second=0], UnitRecord[count=4, second=8]], last=4]");
    }
  }

  private CompiledProgram compileFleet(String name, String fields) throws Exception {
    return new CompiledProgram("growing.Fleets", Map.of(
        "growing.Unit", """
            package growing;

            @org.sharedstruct.SharedStruct(size = 24)
            public interface Unit {
              long count();
              %s
            }
            """.formatted(fields),
        "growing.Fleet", """
            package growing;

            @org.sharedstruct.SharedStruct(size = 256)
            public interface Fleet {
              Unit first();
              @org.sharedstruct.Length(2)
              Unit others(int index);
              long last();
            }
            """,
        "growing.Fleets", """
            package growing;

            import java.nio.file.Path;

            public final class Fleets {

              private Fleets() {}

              public static String run(String... arguments) throws Exception {
                try (SharedFleet shared = SharedFleet.openOrCreate(Path.of(arguments[1]))) {
                  if (arguments[0].equals("second")) {
                    %s
                  }
                  shared.guarded().update(fleet -> {
                    fleet.first().count(fleet.first().count() + 1);
                    fleet.others(1).count(fleet.others(1).count() + 1);
                    fleet.set(fleet.last(fleet.last() + 1).toRecord());
                  });
                  return shared.guarded().snapshot().toString();
                }
              }
            }
            """.formatted(fields.isEmpty() ? "return shared.toString();" : """
                return shared.guarded().compute(fleet -> {
                    fleet.first().second(7);
                    fleet.others(1).second(8);
                    return fleet.first().second() + " " + fleet.others(1).second();
                  });""")),
        folder.resolve(name));
  }

  private static Stream<Form> forms() {
    return Stream.of(Form.values());
  }

  private static Stream<Arguments> formsAndVersions() {
    return forms().flatMap(form -> Stream.of(
        Arguments.of(form, Version.FIRST, Version.THIRD), Arguments.of(form, Version.THIRD, Version.FIRST)));
  }
}
