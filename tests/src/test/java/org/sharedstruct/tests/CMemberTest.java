package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sharedstruct.SharedMemory.ATOMIC_ARRAY;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharedstruct.OwnerDiedException;
import org.sharedstruct.tests.child.StopsHalfway;

/** C programs with {@code sharedstruct.h} and Java share regions, each with all that the other one has. */
class CMemberTest {

  private static final int STEPS = 200_000;
  private static final int LENGTH = 4;
  private static final XYRecord ZERO = new XYRecord(0, 0);

  @TempDir static Path programs;
  @TempDir Path folder;

  private static CMember member;

  private Path path;

  @BeforeAll
  static void compile() throws Exception {
    member = CMember.compile(programs);
  }

  /** The region of a test. */
  private Path path() {
    path = folder.resolve("xy");
    return path;
  }

  private List<String> run(Object... command) throws Exception {
    return member.run(Stream.concat(Stream.of(path), Stream.of(command)).toArray());
  }

  private ChildJvm start(Object... command) throws Exception {
    return member.start(Stream.concat(Stream.of(path), Stream.of(command)).toArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {"add", "place"})
  void bothIncrementAStruct(String how) throws Exception {
    try (SharedXY shared = SharedXY.create(path())) {
      shared.lock().lock();
      try (ChildJvm c = start("open", 0, how, STEPS)) {
        // Before that, it is seen as one who reads: it maps the file so until it knows what it is.
        Threads.await("it is in the table, by its name", () -> shared.participants().stream()
            .anyMatch(one -> !one.isReadOnly() && one.name().equals("member")));
        assertThat(shared.participants()).hasSize(2);
        shared.lock().unlock();
        for (int i = 0; i < STEPS; i++) {
          shared.guarded().update(CMemberTest::step);
          assertWhole(shared.guarded().snapshot());
        }
        c.finish();
      }
      assertThat(shared.guarded().snapshot()).isEqualTo(new XYRecord(2 * STEPS, -2 * STEPS));
      assertThat(shared.participants()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void bothIncrementElements(boolean atomic) throws Exception {
    try (SharedXY.Array shared = create(atomic); ChildJvm c = start("array", LENGTH, "add", STEPS)) {
      for (int i = 0; i < STEPS; i++) {
        shared.guarded().update(i % LENGTH, CMemberTest::step);
        assertWhole(shared.guarded().snapshot(i % LENGTH));
      }
      c.finish();
      float each = 2 * STEPS / LENGTH;
      assertThat(shared.guarded().snapshot()).containsOnly(new XYRecord(each, -each)).hasSize(LENGTH);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void bothIncrementAllElementsInOneCommit(boolean atomic) throws Exception {
    int steps = STEPS / 20;
    try (SharedXY.Array shared = create(atomic); ChildJvm c = start("array", LENGTH, "all", steps)) {
      for (int i = 0; i < steps; i++) {
        shared.guarded().update(CMemberTest::stepAll);
        List<XYRecord> seen = shared.guarded().snapshot();
        assertThat(seen).containsOnly(seen.getFirst());
        assertWhole(seen.getFirst());
      }
      c.finish();
      assertThat(shared.guarded().snapshot()).containsOnly(new XYRecord(2 * steps, -2 * steps)).hasSize(LENGTH);
    }
  }

  private SharedXY.Array create(boolean atomic) throws Exception {
    return atomic ? SharedXY.Array.create(path(), LENGTH, ATOMIC_ARRAY) : SharedXY.Array.create(path(), LENGTH);
  }

  private static void step(RawXY xy) {
    assertWhole(xy.toRecord());
    xy.x(xy.x() + 1).y(xy.y() - 1);
  }

  private static void stepAll(GuardedXY.Array all) {
    for (int i = 0; i < LENGTH; i++) {
      XYRecord was = all.snapshot(i);
      all.set(i, new XYRecord(was.x() + 1, was.y() - 1));
    }
  }

  private static void assertWhole(XYRecord xy) {
    assertThat(xy.x()).isEqualTo(-xy.y());
  }

  @Test
  void javaOpensWhatCHasMade() throws Exception {
    path();
    run("struct", 0, "add", 3);
    try (SharedXY shared = SharedXY.open(path)) {
      assertThat(shared.guarded().snapshot()).isEqualTo(new XYRecord(3, -3));
      assertThat(Files.getPosixFilePermissions(path)).hasSize(2);
    }
    run("open", 0, "remove", 1);
    assertThat(folder).isEmptyDirectory();
    run("array", LENGTH, "add", LENGTH);
    try (SharedXY.Array shared = SharedXY.Array.open(path)) {
      assertThat(shared.guarded().snapshot()).containsOnly(new XYRecord(1, -1)).hasSize(LENGTH);
    }
    run("open", LENGTH, "remove", 1);
    run("atomic", LENGTH, "all", 2);
    try (SharedXY.Array shared = SharedXY.Array.open(path)) {
      shared.guarded().update(CMemberTest::stepAll);
      assertThat(shared.guarded().snapshot()).containsOnly(new XYRecord(3, -3)).hasSize(LENGTH);
    }
  }

  @Test
  void oneOfManyMakesARegion() throws Exception {
    int each = 200;
    path();
    ChildJvm[] c = {start("struct", 0, "add", each), start("struct", 0, "add", each), start("struct", 0, "add", each)};
    try (SharedXY shared = SharedXY.openOrCreate(path)) {
      for (int i = 0; i < each; i++) {
        shared.guarded().update(CMemberTest::step);
      }
      for (ChildJvm child : c) {
        child.finish();
      }
      assertThat(shared.guarded().snapshot()).isEqualTo(new XYRecord(4 * each, -4 * each));
    } finally {
      Stream.of(c).forEach(ChildJvm::close);
    }
  }

  @Test
  void aTemporaryRegionGoesWithItsLastParticipant() throws Exception {
    path();
    run("temporary", 0, "add", 1);
    assertThat(folder).isEmptyDirectory();
    try (ChildJvm c = start("temporary", 0, "await", 1)) {
      c.awaitLine("begun");
      try (SharedXY shared = SharedXY.open(path)) {
        shared.guarded().update(CMemberTest::step);
        c.finish();
        assertThat(path).exists();
      }
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void eachWakesTheOther() throws Exception {
    int commits = 200;
    try (SharedXY shared = SharedXY.create(path())) {
      try (ChildJvm c = start("open", 0, "await", commits)) {
        c.awaitLine("begun");
        for (int i = 0; i < commits; i++) {
          shared.guarded().update(CMemberTest::step);
        }
        c.finish();
      }
      long version = shared.guarded().version();
      try (ChildJvm c = start("open", 0, "add", commits)) {
        while (version < 2L * commits) {
          long next = shared.guarded().awaitChange(version, Duration.ofSeconds(60));
          assertThat(next).isGreaterThan(version);
          version = next;
        }
        c.finish();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void javaGoesOnWhenCIsKilledInAHold(int writes) throws Exception {
    try (SharedXY shared = SharedXY.create(path())) {
      shared.guarded().update(CMemberTest::step);
      try (ChildJvm c = start("open", 0, "hold", writes)) {
        c.awaitLine("begun");
        assertThat(shared.guarded().snapshot()).isEqualTo(new XYRecord(1, -1));
        assertThat(shared.lock().tryLock()).isFalse();
        c.kill();
      }
      shared.guarded().update(CMemberTest::step);
      assertThat(shared.guarded().snapshot()).isEqualTo(new XYRecord(2, -2));
    }
  }

  @Test
  void cGoesOnWhenJavaIsKilledInAnUpdate() throws Exception {
    try (SharedXY shared = SharedXY.create(path())) {
      shared.guarded().update(CMemberTest::step);
      try (ChildJvm java = ChildJvm.start(StopsHalfway.class, path, "struct")) {
        java.awaitLine("begun");
        assertThat(run("open", 0, "print", 1)).containsExactly("1.0 -1.0");
        assertThat(run("read", 0, "print", 1)).containsExactly("1.0 -1.0");
        java.kill();
      }
      assertThat(run("read", 0, "print", 1)).containsExactly("1.0 -1.0");
      run("open", 0, "add", 1);
      assertThat(shared.guarded().snapshot()).isEqualTo(new XYRecord(2, -2));
    }
  }

  @Test
  void anArrayThatCLeavesHalfWrittenIsToldInJava() throws Exception {
    try (SharedXY.Array shared = create(false); ChildJvm c = start("array", LENGTH, "hold", 2)) {
      c.awaitLine("begun");
      c.kill();
      assertThatThrownBy(() -> shared.guarded().snapshot()).isInstanceOf(OwnerDiedException.class);
      shared.guarded().repair(all -> all.set(0, ZERO));
      assertThat(shared.guarded().snapshot()).containsOnly(ZERO);
    }
  }

  @Test
  void anArrayThatJavaLeavesHalfWrittenIsToldInC() throws Exception {
    try (SharedXY.Array shared = create(false); ChildJvm java = ChildJvm.start(StopsHalfway.class, path, "all")) {
      java.awaitLine("begun");
      java.kill();
      try (ChildJvm c = start("array", LENGTH, "add", 1)) {
        assertThat(c.nextLine()).isEqualTo("begin: 9: " + path
            + ": a process died while it wrote several elements; repair the array");
      }
      run("array", LENGTH, "repair", 1);
      run("array", LENGTH, "all", 1);
      assertThat(shared.guarded().snapshot()).containsOnly(new XYRecord(1, -1));
    }
  }

  @Test
  void aDirtyAtomicArrayIsUndoneByEither() throws Exception {
    try (SharedXY.Array shared = create(true)) {
      try (ChildJvm java = ChildJvm.start(StopsHalfway.class, path, "all")) {
        java.awaitLine("begun");
        java.kill();
      }
      run("array", LENGTH, "all", 1);
      try (ChildJvm c = start("array", LENGTH, "hold", 2)) {
        c.awaitLine("begun");
        c.kill();
      }
      shared.guarded().update(CMemberTest::stepAll);
      assertThat(shared.guarded().snapshot()).containsOnly(new XYRecord(2, -2));
    }
  }

  @Test
  void aChildOfAForkIsAParticipantOfItsOwn() throws Exception {
    try (SharedXY shared = SharedXY.create(path())) {
      run("open", 0, "fork", 2_000);
      assertThat(shared.guarded().snapshot()).isEqualTo(new XYRecord(4_001, -4_001));
      assertThat(shared.participants()).hasSize(1);
    }
  }

  @Test
  void callsInTheWrongOrderAndValuesThatDoNotFitAreRefused() throws Exception {
    try (SharedXY shared = SharedXY.create(path())) {
      run("open", 0, "misuse", 1);
      assertThat(shared.guarded().snapshot()).isEqualTo(ZERO);
      assertThat(shared.lock().tryLock()).isTrue();
      shared.lock().unlock();
    }
  }

  @Test
  void anotherStructIsToldFieldByField() throws Exception {
    try (SharedTally tally = SharedTally.create(path()); ChildJvm c = start("open", 0, "look", 1)) {
      assertThat(tally.path()).isEqualTo(path);
      assertThat(c.nextLine()).isEqualTo("open: 5: " + path + ": the struct is Tally in the file, XY here; "
          + "x is missing in the file, float at byte 0 here; y is missing in the file, float at byte 4 here; "
          + "count is long at byte 0 in the file, missing here; twice is long at byte 8 in the file, missing here");
    }
  }

  @Test
  void aFileThatIsNoRegionIsTold() throws Exception {
    Files.writeString(path(), "#!/bin/sh\n".repeat(500));
    try (ChildJvm c = start("open", 0, "look", 1)) {
      assertThat(c.nextLine()).isEqualTo(
          "open: 4: " + path + ": it is not a region: it does not begin with SHSTRUCT");
    }
  }

  @Test
  void aLinkThatAStrangerMayHaveMadeIsNotFollowed() throws Exception {
    Path shared = Files.createDirectory(folder.resolve("shared"));
    try (SharedXY target = SharedXY.create(folder.resolve("target"))) {
      Path link = Files.createSymbolicLink(shared.resolve("xy"), target.path());
      member.run(link, "open", 0, "add", 1);
      Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
      try (ChildJvm c = member.start(link, "open", 0, "add", 1)) {
        assertThat(c.nextLine()).isEqualTo("open: 8: " + link
            + ": it is a symbolic link in a folder that others may write to");
      }
      assertThat(target.guarded().snapshot()).isEqualTo(new XYRecord(1, -1));
    }
  }

  @Test
  void aReaderDoesNotWaitForAPipeInPlaceOfTheLockFile() throws Exception {
    SharedXY.create(path()).close();
    Path lock;
    try (Stream<Path> files = Files.list(folder)) {
      lock = files.filter(file -> file.toString().endsWith(".lock")).findFirst().orElseThrow();
    }
    Files.delete(lock);
    Tool.run("mkfifo", lock);
    assertThat(run("read", 0, "print", 1)).containsExactly("0.0 0.0");
    try (ChildJvm c = start("open", 0, "look", 1)) {
      assertThat(c.nextLine()).startsWith("open: 8: " + path + ": its lock file " + lock);
    }
  }
}
