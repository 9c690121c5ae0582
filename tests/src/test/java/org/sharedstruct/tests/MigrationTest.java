package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharedstruct.SchemaMismatchException;
import org.sharedstruct.SharedLock.Waiting;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.tests.child.KillPoint;
import org.sharedstruct.tests.child.MigratesMeanwhile;
import org.sharedstruct.tests.targets.original.SharedTarget;

/** A region is made anew from one whose struct has other fields. */
class MigrationTest {

  private static final String UNIT = """
      package migrated;

      @org.sharedstruct.SharedStruct
      public interface Unit {
        %s
      }
      """;

  private static final String STRUCT = """
      package migrated;

      import org.sharedstruct.Length;
      import org.sharedstruct.Unsigned;

      @org.sharedstruct.SharedStruct%s
      public interface Robot {
        %s
      }
      """;

  private static final String PROGRAM = """
      package migrated;

      import java.nio.file.Path;
      import java.util.Arrays;
      import java.util.concurrent.locks.LockSupport;
      import org.sharedstruct.SharedMemory;

      public final class Robots {

        private Robots() {}

        public static void main(String[] arguments) throws Exception {
          System.out.println(run(arguments));
        }

        /** Arguments: what to do, a form, a path, and what else it takes. */
        public static String run(String... arguments) throws Exception {
          Path path = Path.of(arguments[2]);
          try {
            return arguments[1].equals("SINGLE") ? single(arguments, path) : array(arguments, path);
          } catch (java.io.IOException | IllegalArgumentException e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage();
          }
        }

        private static SharedMemory.MigrateOption losing(String[] arguments) {
          return SharedMemory.losing(Arrays.copyOfRange(arguments, 3, arguments.length));
        }

        private static String single(String[] arguments, Path path) throws Exception {
          switch (arguments[0]) {
            case "create" -> {
              SharedRobot.create(path, first(), SharedMemory.permissions("rw-r-----")).close();
              return "created";
            }
            case "migrate" -> {
              return "migrated " + SharedRobot.migrate(path, losing(arguments));
            }
            default -> { }
          }
          try (SharedRobot shared = arguments[0].equals("read")
              ? SharedRobot.open(path, SharedMemory.READ_ONLY) : SharedRobot.open(path)) {
            if (arguments[0].equals("half")) {
              shared.guarded().update(Robots::half);
            } else if (!arguments[0].equals("show")) {
              stay();
              return "removed " + shared.isRemoved();
            }
            return shared.guarded().snapshot().toString();
          }
        }

        private static String array(String[] arguments, Path path) throws Exception {
          switch (arguments[0]) {
            case "create" -> {
              if (arguments[1].equals("ATOMIC_ARRAY")) {
                SharedRobot.Array.create(path, 3, SharedMemory.ATOMIC_ARRAY).close();
              } else {
                SharedRobot.Array.create(path, 3).close();
              }
              try (SharedRobot.Array shared = SharedRobot.Array.open(path)) {
                shared.guarded().set(1, first());
              }
              return "created";
            }
            case "migrate" -> {
              return "migrated " + SharedRobot.Array.migrate(path, losing(arguments));
            }
            default -> { }
          }
          try (SharedRobot.Array shared = SharedRobot.Array.open(path)) {
            switch (arguments[0]) {
              case "half" -> shared.guarded().get(1).update(Robots::half);
              case "dirty" -> shared.guarded().update(all -> {
                all.set(0, first());
                all.name(1, "wrong");
                stopInside();
              });
              default -> { }
            }
            return shared.length() + " " + shared.guarded().snapshot(0) + shared.guarded().snapshot(1);
          }
        }

        private static void stay() throws java.io.IOException {
          System.out.println("open");
          int line = System.in.read();
        }

        private static void half(RawRobot raw) {
          raw.name("wrong");
          stopInside();
        }

        private static void stopInside() {
          System.out.println("inside");
          for (;;) {
            LockSupport.park();
          }
        }

        private static RobotRecord first() {
          return %s;
        }
      }
      """;

  /** A program of one version. */
  private enum Version {
    NARROW("", """
        int count();
        @Length(8) String name();
        Mode mode();
        float speed();
        @Length(3) short[] samples();
        @Unsigned(8) int level();
        Unit unit();
        @Length(2) Unit units(int index);
        long old();
        """, "byte a(); boolean flag();", "IDLE, BUSY, LOST",
        "new RobotRecord(7, \"a\u00e4\", Mode.LOST, 0.1f, new short[] {1, -2, 3}, 200, new UnitRecord((byte) 9, true),"
            + " java.util.List.of(new UnitRecord((byte) 1, false), new UnitRecord((byte) 2, true)), 99L)"),
    WIDE("(size = 256)", """
        Mode mode();
        double speed();
        @Length(2) Unit units(int index);
        Unit unit();
        long fresh();
        long count();
        @Length(16) String name();
        @Length(5) int[] samples();
        int level();
        """, "boolean flag(); int a(); long b();", "OFF, LOST, BUSY, IDLE",
        "new RobotRecord(Mode.OFF, 1e-300, java.util.List.of(new UnitRecord(true, 1000, 5L),"
            + " new UnitRecord(false, 0, 6L)), new UnitRecord(true, 2, 0L), 4L, 1L << 40,"
            + " \"abcdefg\u00e4\u00e4\", new int[] {1, 2, 3, 0, 5}, -3)"),
    /** The wide one with a field more. */
    GROWN("(size = 256)", """
        Mode mode();
        double speed();
        @Length(2) Unit units(int index);
        Unit unit();
        long fresh();
        long count();
        @Length(16) String name();
        @Length(5) int[] samples();
        int level();
        long added();
        """, "boolean flag(); int a(); long b();", "OFF, LOST, BUSY, IDLE", "null");

    private static final String WIDENED = "RobotRecord[mode=LOST, speed=0.10000000149011612,"
        + " units=[UnitRecord[flag=false, a=1, b=0], UnitRecord[flag=true, a=2, b=0]],"
        + " unit=UnitRecord[flag=true, a=9, b=0], fresh=0, count=7, name=a\u00e4, samples=[1, -2, 3, 0, 0], level=200]";

    private final Map<String, String> sources;
    private CompiledProgram program;

    Version(String size, String fields, String unit, String constants, String first) {
      sources = Map.of(
          "migrated.Robot", STRUCT.formatted(size, fields),
          "migrated.Unit", UNIT.formatted(unit),
          "migrated.Mode", "package migrated;\n\npublic enum Mode { %s }\n".formatted(constants),
          "migrated.Robots", PROGRAM.formatted(first));
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
  @TempDir Path copies;

  @BeforeAll
  static void compile() throws Exception {
    for (Version version : Version.values()) {
      version.program = new CompiledProgram("migrated.Robots", version.sources,
          classes.resolve(version.name()));
    }
  }

  @AfterAll
  static void close() throws IOException {
    for (Version version : Version.values()) {
      version.program.close();
    }
  }

  private Path create(Version version, Form form) throws Exception {
    Path path = folder.resolve("robot");
    assertThat(version.run("create", form, path)).isEqualTo("created");
    return path;
  }

  @ParameterizedTest
  @EnumSource
  void fieldsKeepTheirValuesByName(Form form) throws Exception {
    Path path = create(Version.NARROW, form);
    assertThat(Version.WIDE.run("show", form, path)).startsWith("SchemaMismatchException: ")
        .endsWith("make the file anew with SharedRobot" + (form == Form.SINGLE ? "" : ".Array") + ".migrate");
    assertThat(Version.WIDE.run("migrate", form, path, "old")).isEqualTo("migrated true");
    assertThat(Version.WIDE.run("show", form, path)).endsWith(Version.WIDENED);
    assertThat(Version.WIDE.run("migrate", form, path)).isEqualTo("migrated false");
    assertThat(files()).hasSize(2);
  }

  @Test
  void theFileKeepsItsPermissions() throws Exception {
    Path path = create(Version.NARROW, Form.SINGLE);
    Version.WIDE.run("migrate", Form.SINGLE, path, "old");
    assertThat(Files.getPosixFilePermissions(path)).isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
  }

  /** All that would be lost is told at once, and the file stays as it is. */
  @ParameterizedTest
  @EnumSource
  void whatWouldBeLostHasToBeNamed(Form form) throws Exception {
    Path path = create(Version.WIDE, form);
    byte[] before = Files.readAllBytes(path);
    List<String> lines = Version.NARROW.run("migrate", form, path).lines().toList();
    assertThat(lines).first().isEqualTo("SchemaMismatchException: " + path + ": is not what is opened here:");
    assertThat(lines.subList(1, lines.size() - 1)).containsExactlyInAnyOrder(
        "  unit.b is long at byte 8 in the file, missing here: its values would be lost",
        "  units[].b is long at byte 8 in the file, missing here: its values would be lost",
        "  fresh is long at byte 64 in the file, missing here: its values would be lost",
        "  count: 1099511627776 is not in the range or precision of int",
        "  name: 'abcdefgää' would be cut to 7 of 11 bytes",
        "  mode: OFF is not in enum{IDLE,BUSY,LOST}",
        "  speed: 1.0E-300 is not in the range or precision of float",
        "  samples: there are values behind the first 3 of 5 elements",
        "  level: -3 is not in the range or precision of unsigned8",
        "  units[].a: 1000 is not in the range or precision of byte");
    assertThat(lines).last().asString().contains(
        "\"count\"", "\"fresh\"", "\"level\"", "\"mode\"", "\"name\"", "\"samples\"", "\"speed\"",
        "\"unit.b\"", "\"units[].a\"", "\"units[].b\"").matches("  SharedMemory.losing\\(.*\\) permits that");
    assertThat(Files.readAllBytes(path)).isEqualTo(before);
    assertThat(files()).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNamedMayBeLost(Form form) throws Exception {
    Path path = create(Version.WIDE, form);
    assertThat(Version.NARROW.run("migrate", form, path, "unit", "units", "fresh", "count", "name", "mode", "speed",
        "samples", "level")).isEqualTo("migrated true");
    assertThat(Version.NARROW.run("show", form, path)).endsWith("RobotRecord[count=2147483647, name=abcdefg, mode=IDLE,"
        + " speed=0.0, samples=[1, 2, 3], level=0, unit=UnitRecord[a=2, flag=true],"
        + " units=[UnitRecord[a=127, flag=true], UnitRecord[a=0, flag=false]], old=0]");
  }

  /** One call migrates the files of all earlier versions: what one of them has, another one may lack. */
  @Test
  void fieldsOfOtherVersionsMayBeNamedAsWell() throws Exception {
    Path path = create(Version.NARROW, Form.SINGLE);
    assertThat(Version.WIDE.run("migrate", Form.SINGLE, path, "older", "old")).isEqualTo("migrated true");
    assertThat(Version.WIDE.run("show", Form.SINGLE, path)).isEqualTo(Version.WIDENED);
  }

  @Test
  void aNameThatIsMisspeltPermitsNothingAndIsTold() throws Exception {
    Path path = create(Version.NARROW, Form.SINGLE);
    assertThat(Version.WIDE.run("migrate", Form.SINGLE, path, "odl").lines().skip(2)).containsExactly(
        "  losing [odl]: there is no such field in Robot, neither in the file nor here",
        "  SharedMemory.losing(\"old\") permits that");
    assertThat(Version.NARROW.run("show", Form.SINGLE, path)).endsWith("old=99]");
  }

  @Test
  void othersThatUseItAreNamed() throws Exception {
    Path path = create(Version.NARROW, Form.SINGLE);
    try (ChildJvm child = ChildJvm.start(Version.NARROW.command("stay", Form.SINGLE, path))) {
      child.awaitLine("open");
      assertThat(Version.WIDE.run("migrate", Form.SINGLE, path, "old"))
          .startsWith("FileSystemException: " + path + ": cannot be migrated while others use it: ")
          .contains(String.valueOf(child.pid()));
      child.goOn();
      assertThat(child.nextLine()).isEqualTo("removed false");
      child.finish();
    }
    assertThat(Version.WIDE.run("migrate", Form.SINGLE, path, "old")).isEqualTo("migrated true");
  }

  @Test
  void thisProcessCountsAsWell() throws Exception {
    Path path = folder.resolve("eight");
    try (SharedEight shared = SharedEight.create(path)) {
      assertThat(SharedEight.migrate(path)).as("as it is").isFalse();
      byte[] header = Files.readAllBytes(path);
      assertThatThrownBy(() -> org.sharedstruct.tests.targets.retyped.SharedTarget.migrate(path))
          .isInstanceOf(SchemaMismatchException.class)
          .hasMessageContaining("the struct is Eight in the file, Target here");
      assertThat(Files.readAllBytes(path)).isEqualTo(header);
      assertThat(shared.isRemoved()).isFalse();
    }
    Path target = folder.resolve("target");
    try (SharedTarget shared = SharedTarget.create(target)) {
      assertThatThrownBy(() -> org.sharedstruct.tests.targets.retyped.SharedTarget.migrate(target))
          .isInstanceOf(FileSystemException.class).hasMessageContaining("while others use it")
          .hasMessageContaining(String.valueOf(ProcessHandle.current().pid()));
      assertThat(shared.isRemoved()).isFalse();
    }
    assertThat(org.sharedstruct.tests.targets.retyped.SharedTarget.migrate(target)).isTrue();
  }

  @Test
  void aRegionOfAnotherUserIsLeftToItsOwner() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root may give files away");
    Path path = create(Version.NARROW, Form.SINGLE);
    Tool.run("chown", "nobody", path);
    assertThat(Version.WIDE.run("migrate", Form.SINGLE, path, "old"))
        .isEqualTo("AccessDeniedException: " + path + ": can be migrated by its owner only, nobody");
  }

  /** The owner of a file need not be in its group, which somebody else has given it. */
  @Test
  void anOwnerWhoMayNotGiveTheGroupIsTold() throws Exception {
    Nobody nobody = new Nobody(copies);
    Path path = folder.resolve("target");
    SharedTarget.create(path).close();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Tool.run("chown", "-R", "nobody:daemon", folder);
    List<String> lines =
        ChildJvm.run(nobody.runs(Children.command(Waiting.POLLING, MigratesMeanwhile.class, path)));
    assertThat(lines).containsExactly(path + ": the new file cannot get the group "
        + Files.getAttribute(path, "unix:gid") + ", which takes a member of it or the superuser: "
        + "Operation not permitted");
    assertThat(files()).hasSize(2);
  }

  /** As the operating system is asked for it: the values, then what is known of the file, then the name. */
  @Test
  void theNewFileIsOnTheDiskBeforeItHasItsName() throws Exception {
    assumeTrue(ForceTest.mayTrace(), "strace is not there, or may not trace");
    Path path = folder.resolve("target");
    SharedTarget.create(path).close();
    Path trace = copies.resolve("trace");
    ProcessBuilder command = Children.command(Waiting.POLLING, MigratesMeanwhile.class, path);
    command.command().addAll(0, List.of("strace", "-f", "-y", "-qq", "-e",
        "trace=msync,fsync,rename,renameat,renameat2", "-o", trace.toString()));
    assertThat(ChildJvm.run(command)).containsExactly("true false");
    List<String> calls = Files.readAllLines(trace).stream().map(line -> line.replaceFirst("^\\d+ +", ""))
        .filter(line -> line.startsWith("msync(") || line.contains(".draft")).toList();
    assertThat(calls).hasSize(3);
    assertThat(calls.get(0))
        .matches("msync\\(0x\\p{XDigit}+, %s, MS_SYNC\\) += 0".formatted(Files.size(path)));
    assertThat(calls.get(1)).matches("fsync\\(\\d+<.*\\.draft>\\) += 0");
    assertThat(calls.get(2)).matches("rename.*\\.draft\", .*/target\".*\\) += 0");
  }

  @Test
  void whatIsNoRegionIsRefused() throws Exception {
    Path path = folder.resolve("robot");
    assertThat(Version.WIDE.run("migrate", Form.SINGLE, path)).isEqualTo("NoSuchFileException: " + path);
    Files.writeString(path, "something else");
    assertThat(Version.WIDE.run("migrate", Form.SINGLE, path)).startsWith("NotARegionException: ");
    Files.delete(path);
    create(Version.NARROW, Form.SINGLE);
    assertThat(Version.WIDE.run("migrate", Form.ARRAY, path, "old"))
        .contains("Robot is a single struct in the file, an array here");
  }

  @Test
  void whoReadsTheOldFileIsToldThatItWasRemoved() throws Exception {
    Path path = create(Version.NARROW, Form.SINGLE);
    try (ChildJvm child = ChildJvm.start(Version.NARROW.command("read", Form.SINGLE, path))) {
      child.awaitLine("open");
      assertThat(Version.WIDE.run("migrate", Form.SINGLE, path, "old")).isEqualTo("migrated true");
      child.goOn();
      assertThat(child.nextLine()).isEqualTo("removed true");
      child.finish();
    }
  }

  /** Else all is done once more, which finds that nothing is to be done. */
  @ParameterizedTest
  @EnumSource(Waiting.class)
  void anInterruptAfterTheNewFileHasItsNameHidesNothing(Waiting waiting) throws Exception {
    KillPoints points = new KillPoints(copies).add("org.sharedstruct.region.Migration", Set.of("replace"));
    Path path = folder.resolve("target");
    SharedTarget.create(path).close();
    try (SharedTarget reader = SharedTarget.open(path, SharedMemory.READ_ONLY);
        ChildJvm child = ChildJvm.start(points.stoppingAt(List.of(points.point("after Draft.replace")),
            Children.command(waiting, MigratesMeanwhile.class, path)))) {
      child.awaitLine(KillPoint.REACHED);
      child.awaitLine("done");
      child.goOn();
      assertThat(child.nextLine()).as("migrated and interrupted").isEqualTo("true true");
      child.finish();
      assertThat(reader.isRemoved()).isTrue();
    }
    assertThat(files()).hasSize(2);
  }

  /** However long it takes. */
  @ParameterizedTest
  @EnumSource(Waiting.class)
  void otherRegionsComeAndGoMeanwhile(Waiting waiting) throws Exception {
    KillPoints points = new KillPoints(copies).add("org.sharedstruct.region.Migration", Set.of("replace"));
    Path path = folder.resolve("target");
    Path other = folder.resolve("other");
    SharedTarget.create(path).close();
    SharedEight.create(other).close();
    try (ChildJvm child = ChildJvm.start(points.stoppingAt(List.of(points.point("before Draft.replacing")),
        Children.command(waiting, MigratesMeanwhile.class, path, other)))) {
      child.awaitLine(KillPoint.REACHED);
      child.awaitLine("done");
      child.goOn();
      assertThat(child.nextLine()).as("migrated and interrupted").isEqualTo("true false");
      child.finish();
    }
  }

  @ParameterizedTest
  @EnumSource(Waiting.class)
  void oneThatOpensItMeanwhileIsToldWhoMigratesIt(Waiting waiting) throws Exception {
    KillPoints points = new KillPoints(copies).add("org.sharedstruct.region.Migration", Set.of("replace"));
    Path path = folder.resolve("target");
    SharedTarget.create(path).close();
    try (ChildJvm child = ChildJvm.start(points.stoppingAt(List.of(points.point("before Draft.replacing")),
        Children.command(waiting, MigratesMeanwhile.class, path)))) {
      child.awaitLine(KillPoint.REACHED);
      assertThatThrownBy(() -> SharedTarget.open(path)).isInstanceOf(FileSystemException.class)
          .hasMessageContaining("byte 0 is locked by process " + child.pid()
              + " (MigratesMeanwhile), as while the region is migrated or removed");
      child.kill();
    }
    SharedTarget.open(path).close();
  }

  /** It has opened the old file, and enters when the name leads to the new one. */
  @ParameterizedTest
  @CsvSource({"tryOpened, before Header.read", "participate, before Membership.participating",
      "participate, before Membership.map"})
  void oneThatIsAboutToEnterBeginsAgain(String method, String label) throws Exception {
    KillPoints points = new KillPoints(copies).add("org.sharedstruct.region.Opening", Set.of(method));
    Path path = create(Version.NARROW, Form.SINGLE);
    try (ChildJvm child = ChildJvm.start(points.stoppingAt(
        List.of(points.point(label)), Version.NARROW.command("show", Form.SINGLE, path)))) {
      child.awaitLine(KillPoint.REACHED);
      assertThat(Version.WIDE.run("migrate", Form.SINGLE, path, "old")).isEqualTo("migrated true");
      child.goOn();
      assertThat(child.nextLine()).startsWith("SchemaMismatchException: ");
      child.kill();
    }
    assertThat(Version.WIDE.run("show", Form.SINGLE, path)).isEqualTo(Version.WIDENED);
  }

  /** What was opened first is the old file, whose place the other one's new file takes. */
  @Test
  void oneOfTwoThatMigrateAtOnceFindsItDone() throws Exception {
    KillPoints points = new KillPoints(copies).add("org.sharedstruct.region.Migration", Set.of("migrate"));
    Path path = create(Version.NARROW, Form.SINGLE);
    try (ChildJvm child = ChildJvm.start(points.stoppingAt(
        List.of(points.point("before Companion.open")),
        Version.WIDE.command("migrate", Form.SINGLE, path, "old")))) {
      child.awaitLine(KillPoint.REACHED);
      assertThat(Version.WIDE.run("migrate", Form.SINGLE, path, "old")).isEqualTo("migrated true");
      child.goOn();
      assertThat(child.nextLine()).isEqualTo("migrated false");
      child.finish();
    }
    assertThat(Version.WIDE.run("show", Form.SINGLE, path)).isEqualTo(Version.WIDENED);
  }

  /** What was opened first lacks the field, whose values would be lost without a word. */
  @Test
  void aFieldThatIsAddedAtTheLastMomentIsNotLost() throws Exception {
    KillPoints points = new KillPoints(copies).add("org.sharedstruct.region.Migration", Set.of("migrate"));
    Path path = create(Version.WIDE, Form.SINGLE);
    try (ChildJvm child = ChildJvm.start(points.stoppingAt(
        List.of(points.point("before Companion.open")),
        Version.NARROW.command("migrate", Form.SINGLE, path, "unit", "units",
            "fresh", "count", "name", "mode", "speed", "samples", "level")))) {
      child.awaitLine(KillPoint.REACHED);
      assertThat(Version.GROWN.run("show", Form.SINGLE, path)).endsWith("added=0]");
      child.goOn();
      assertThat(child.nextLine()).startsWith("SchemaMismatchException: ");
      assertThat(child.nextLine()).startsWith("  added is long at byte ")
          .endsWith(" in the file, missing here: its values would be lost");
      child.finish();
    }
    assertThat(Version.GROWN.run("show", Form.SINGLE, path)).contains("level=-3");
  }

  /** The other name would lead to a region that was removed. */
  @Test
  void aRegionWithSeveralNamesIsRefused() throws Exception {
    Path path = create(Version.NARROW, Form.SINGLE);
    Path second = Files.createLink(folder.resolve("second"), path);
    assertThat(Version.WIDE.run("migrate", Form.SINGLE, path, "old")).contains("has 2 names (hard links)");
    Files.delete(second);
    assertThat(Version.WIDE.run("migrate", Form.SINGLE, path, "old")).isEqualTo("migrated true");
  }

  /** A stranger, or a bad disk, may write anything: the text has the right sum here. */
  @ParameterizedTest
  @ValueSource(strings = {"0 8 int[0] count", "0 8 int[] count", "0 8 int[x] count", "0 8 int[99999999999] count",
      "0 4 enum{ mode", "-8 8 long count", "0 64 int count", "256 8 long count", "9223372036854775800 16 uuid count",
      "0 0 string name", "0 8 long[3] count"})
  void aFileThatDescribesNoStructIsDamaged(String line) throws Exception {
    Path path = create(Version.WIDE, Form.ATOMIC_ARRAY);
    SchemaTexts.replace(path, "struct Robot sized 256 align 8\n" + line + "\n");
    assertThat(Version.NARROW.run("migrate", Form.ATOMIC_ARRAY, path)).startsWith("DamagedRegionException: ");
    assertThat(Version.WIDE.run("show", Form.ATOMIC_ARRAY, path)).startsWith("DamagedRegionException: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"struct Robot sized 9223372036854775804 align 8\n0 8 long count\n",
      "struct Robot sized 256 align 3\n0 8 long count\n", "struct Robot sized 256 align 8\n0 8 long count"})
  void aTextThatIsNoneIsDamaged(String text) throws Exception {
    Path path = create(Version.WIDE, Form.ATOMIC_ARRAY);
    SchemaTexts.replace(path, text);
    assertThat(Version.NARROW.run("migrate", Form.ATOMIC_ARRAY, path)).startsWith("DamagedRegionException: ");
  }

  /** It has mapped the old file already, and its lock is not taken yet. */
  @Test
  void oneThatIsEnteringCountsAsAttached() throws Exception {
    KillPoints points = new KillPoints(copies).add("org.sharedstruct.region.Membership", Set.of("enter"));
    Path path = create(Version.NARROW, Form.SINGLE);
    try (ChildJvm child = ChildJvm.start(points.stoppingAt(
        List.of(points.point("before Member.enter")),
        Version.NARROW.command("show", Form.SINGLE, path)))) {
      child.awaitLine(KillPoint.REACHED);
      assertThat(Version.WIDE.run("migrate", Form.SINGLE, path, "old"))
          .contains("cannot be migrated while others use it: process " + child.pid() + " (");
      child.goOn();
      assertThat(child.nextLine()).startsWith("RobotRecord[");
      child.finish();
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatWasHalfWrittenIsOfTheLastCommit(Form form) throws Exception {
    Path path = create(Version.NARROW, form);
    try (ChildJvm child = ChildJvm.start(Version.NARROW.command("half", form, path))) {
      child.awaitLine("inside");
      child.kill();
    }
    assertThat(Version.WIDE.run("migrate", form, path, "old")).isEqualTo("migrated true");
    assertThat(Version.WIDE.run("show", form, path)).endsWith(Version.WIDENED);
  }

  @ParameterizedTest
  @CsvSource({"ARRAY, is half written: repair it", "ATOMIC_ARRAY, migrated true"})
  void aHalfWrittenArrayIsRepairedFirst(Form form, String answer) throws Exception {
    Path path = create(Version.NARROW, form);
    try (ChildJvm child = ChildJvm.start(Version.NARROW.command("dirty", form, path))) {
      child.awaitLine("inside");
      child.kill();
    }
    assertThat(Version.WIDE.run("migrate", form, path, "old")).contains(answer);
  }

  @Test
  void aKillAnywhereLeavesTheOldRegionOrTheNewOne() throws Exception {
    KillPoints points = new KillPoints(copies).addFileCalls("org.sharedstruct.region.Migration",
        "org.sharedstruct.region.Draft");
    int killed = 0;
    int migrated = 0;
    for (int point = 0; point < points.points().size(); point++) {
      String label = points.points().get(point);
      Path path = create(Version.NARROW, Form.SINGLE);
      if (points.killAt(point, Version.WIDE.command("migrate", Form.SINGLE, path, "old"), () -> {})) {
        killed++;
      }
      String old = Version.NARROW.run("show", Form.SINGLE, path);
      if (old.startsWith("SchemaMismatch")) {
        migrated++;
      } else {
        assertThat(old).as(label).startsWith("RobotRecord[count=7, name=a\u00e4, mode=LOST");
        assertThat(Version.WIDE.run("migrate", Form.SINGLE, path, "old")).as(label).isEqualTo("migrated true");
      }
      assertThat(Version.WIDE.run("show", Form.SINGLE, path)).as(label).isEqualTo(Version.WIDENED);
      Files.delete(path);
      sweep();
      assertThat(files()).as("left when one was killed %s", label).isEmpty();
    }
    assertThat(killed).as("points where one was killed, of %s", points.points()).isGreaterThan(15);
    assertThat(migrated).as("of these, after the new one had its name").isGreaterThan(2);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  /** Creators in a folder remove what they take for leftovers. */
  private void sweep() throws IOException {
    for (int i = 0; i < 3; i++) {
      try (SharedTally other = SharedTally.create(folder.resolve("other"))) {
        other.remove();
      }
    }
  }
}
