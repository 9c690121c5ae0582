package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sharedstruct.OwnerDiedException;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.format.Format;
import org.sharedstruct.tests.child.RegionWords;
import org.sharedstruct.tests.child.StopsHalfway;

/** C and Python make a region of its own of what was copied or moved, as Java does, and Java goes on with it. */
class RenewedRegionTest {

  private static final int LENGTH = 4;
  private static final XYRecord ZERO = new XYRecord(0, 0);
  private static final XYRecord ONE = new XYRecord(1, -1);

  @TempDir static Path programs;
  @TempDir Path folder;
  @TempDir Path elsewhere;

  private static CMember c;

  private Path path;

  @BeforeAll
  static void compile() throws Exception {
    c = CMember.compile(programs);
  }

  @BeforeEach
  void create() throws IOException {
    path = folder.resolve("xy");
    SharedXY.create(path).close();
  }

  /** Who opens the file. */
  enum Language {
    C {
      @Override
      ChildJvm start(Path region, String command) throws Exception {
        return c.start(region, "open", 0, command, 1);
      }
    },
    PYTHON {
      @Override
      ChildJvm start(Path region, String command) throws Exception {
        return ChildJvm.start(Python.program("member.py", region, "open", 0, command, 1));
      }
    };

    abstract ChildJvm start(Path region, String command) throws Exception;

    void add(Path region) throws Exception {
      try (ChildJvm child = start(region, "add")) {
        child.finish();
      }
    }

    /** What it says when it cannot open the region. */
    String refusal(Path region) throws Exception {
      try (ChildJvm child = start(region, "add")) {
        return child.failure();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void itsOwnerSetsTheModeOfTheLockFileAgain(Language language) throws Exception {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-r--"));
    language.add(path);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Children.lockFile(path))))
        .isEqualTo("rw-rw----");
  }

  private static Stream<Arguments> languagesAndCopies() {
    return Stream.of(Language.values()).flatMap(language ->
        Stream.of(MovedRegionTest.Copy.values()).map(copy -> Arguments.of(language, copy)));
  }

  @ParameterizedTest
  @MethodSource("languagesAndCopies")
  void aCopyIsARegionOfItsOwn(Language language, MovedRegionTest.Copy kind) throws Exception {
    try (SharedXY original = SharedXY.open(path)) {
      Path copied = kind.make(path, elsewhere);
      original.lock().lock();
      language.add(copied);
      original.lock().unlock();
      try (SharedXY copy = SharedXY.open(copied)) {
        assertThat(copy.guarded().snapshot()).isEqualTo(ONE);
        language.add(copied);
        assertThat(copy.guarded().snapshot()).isEqualTo(new XYRecord(2, -2));
        assertHasOneLockFile(copied);
      }
      assertThat(original.guarded().snapshot()).isEqualTo(ZERO);
      language.add(path);
      assertThat(original.guarded().snapshot()).isEqualTo(ONE);
      assertHasOneLockFile(path);
      assertThat(id(copied)).isNotEqualTo(id(path));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRegionThatWasMovedOrLostItsLockFileGoesOn(Language language) throws Exception {
    Tool.run("mv", path, elsewhere);
    Path moved = elsewhere.resolve("xy");
    language.add(moved);
    Files.delete(lockFiles(elsewhere).getFirst());
    language.add(moved);
    assertHasOneLockFile(moved);
    try (SharedXY shared = SharedXY.open(moved)) {
      assertThat(shared.guarded().snapshot()).isEqualTo(new XYRecord(2, -2));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRegionThatWasMovedUnderItsUsersWaitsForThem(Language language) throws Exception {
    Path moved = elsewhere.resolve("xy");
    try (ChildJvm java = ChildJvm.start(StopsHalfway.class, path, "struct")) {
      java.awaitLine("begun");
      Tool.run("mv", path, elsewhere);
      assertThat(language.refusal(moved)).contains(moved + ": ").contains("was moved, or its lock file was removed")
          .contains("process " + java.pid());
      java.kill();
    }
    language.add(moved);
    try (SharedXY shared = SharedXY.open(moved)) {
      assertThat(shared.guarded().snapshot()).isEqualTo(ONE);
    }
  }

  /** Java waits in the same way for one who is not Java. */
  @ParameterizedTest
  @EnumSource
  void javaWaitsForThem(Language language) throws Exception {
    Path moved = elsewhere.resolve("xy");
    try (ChildJvm user = language.start(path, "hold")) {
      user.awaitLine("begun");
      Tool.run("mv", path, elsewhere);
      assertThatThrownBy(() -> SharedXY.open(moved)).hasMessageContaining("process " + user.pid());
      user.kill();
    }
    try (SharedXY shared = SharedXY.open(moved)) {
      assertThat(shared.guarded().snapshot()).isEqualTo(ZERO);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBackupThatTakesThePlaceOfARegionInUseWaitsForItsUsers(Language language) throws Exception {
    Tool.run("cp", "-a", path, folder.resolve("backup"));
    try (ChildJvm java = ChildJvm.start(StopsHalfway.class, path, "struct")) {
      java.awaitLine("begun");
      Tool.run("mv", "-f", folder.resolve("backup"), path);
      assertThat(language.refusal(path)).contains("is a copy of a region that is still used under this name");
      java.kill();
    }
    language.add(path);
    try (SharedXY shared = SharedXY.open(path)) {
      assertThat(shared.guarded().snapshot()).isEqualTo(ONE);
    }
    assertHasOneLockFile(path);
  }

  @ParameterizedTest
  @EnumSource
  void aCopyMadeInTheMiddleOfAnUpdateHasTheLastCommit(Language language) throws Exception {
    language.add(path);
    Path copied = elsewhere.resolve("xy");
    try (ChildJvm java = ChildJvm.start(StopsHalfway.class, path, "struct")) {
      java.awaitLine("begun");
      Tool.run("cp", "-a", path, copied);
      language.add(copied);
      java.kill();
    }
    try (SharedXY copy = SharedXY.open(copied)) {
      assertThat(copy.guarded().snapshot()).isEqualTo(new XYRecord(2, -2));
    }
  }

  /** Who held the lock when it was copied lives, but not in the copy. */
  @Test
  void aReaderOfAHalfWrittenCopyIsToldAndChangesNothing() throws Exception {
    Path array = folder.resolve("array");
    SharedXY.Array.create(array, LENGTH).close();
    Path copied = elsewhere.resolve("array");
    try (ChildJvm java = ChildJvm.start(StopsHalfway.class, array, "all")) {
      java.awaitLine("begun");
      Tool.run("cp", "-a", array, copied);
      byte[] before = Files.readAllBytes(copied);
      try (ChildJvm reader = c.start(copied, "read", LENGTH, "look-all", 1)) {
        assertThat(reader.failure()).contains("repair the array");
      }
      try (SharedXY.Array reader = SharedXY.Array.open(copied, SharedMemory.READ_ONLY)) {
        assertThatThrownBy(() -> reader.guarded().snapshot()).isInstanceOf(OwnerDiedException.class);
      }
      assertThat(Files.readAllBytes(copied)).isEqualTo(before);
      assertThat(lockFiles(elsewhere)).isEmpty();
      java.kill();
    }
  }

  /** With what was half written in it when it was copied. */
  @Test
  void aProcessInCThatIsKilledInThisLeavesWhatTheNextOneGoesOnWith() throws Exception {
    CMember renewer = CMember.compile("renewer", elsewhere, List.of("gcc", "-std=c11", "-O1"));
    Path copied = folder.resolve("half-written");
    Language.C.add(path);
    try (ChildJvm java = ChildJvm.start(StopsHalfway.class, path, "struct")) {
      java.awaitLine("begun");
      Tool.run("cp", path, copied);
      java.kill();
    }
    List<String> steps = renewer.run(copied, Files.createDirectory(folder.resolve("copies")));
    assertThat(steps).singleElement().satisfies(count -> assertThat(Integer.parseInt(count)).isGreaterThan(20));
  }

  private static void assertHasOneLockFile(Path region) throws IOException {
    String name = region.getFileName().toString();
    assertThat(lockFiles(region.getParent()).stream().map(file -> file.getFileName().toString())
        .filter(file -> file.startsWith("." + name + ".")))
        .containsExactly(".%s.%016x.lock".formatted(name, id(region)));
  }

  private static long id(Path region) throws IOException {
    return RegionWords.getLong(region, Format.REGION_ID);
  }

  private static List<Path> lockFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".lock")).toList();
    }
  }
}
