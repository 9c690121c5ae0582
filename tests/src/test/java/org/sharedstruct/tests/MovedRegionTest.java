package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sharedstruct.OwnerDiedException;
import org.sharedstruct.SharedLock.Waiting;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.format.Format;
import org.sharedstruct.tests.child.CountsInCopies;
import org.sharedstruct.tests.child.CreateOnce;
import org.sharedstruct.tests.child.JavaCommand;
import org.sharedstruct.tests.child.KillPoint;
import org.sharedstruct.tests.child.OpensAndWaits;
import org.sharedstruct.tests.child.PausesInTallies;
import org.sharedstruct.tests.child.RegionWords;
import org.sharedstruct.tests.child.Reports;
import org.sharedstruct.tests.child.Tallies;
import org.sharedstruct.tests.child.Tallies.Form;
import org.sharedstruct.tests.child.TriesLock;

/** Regions that somebody copies, renames, moves or restores with the commands of the operating system. */
class MovedRegionTest {

  private static final String REGION = "org.sharedstruct.region.";
  private static final TallyRecord ONE = Tallies.tally(1);
  private static final TallyRecord TWO = Tallies.tally(2);

  @TempDir Path folder;
  @TempDir Path elsewhere;
  @TempDir Path classes;

  private Path path;

  @BeforeEach
  void create() throws IOException {
    path = folder.resolve("tally");
    SharedTally.create(path, ONE).close();
  }

  // copies

  /** What is copied of a region and its lock file. */
  enum Copy {
    REGION {
      @Override
      Path make(Path region, Path elsewhere) throws Exception {
        Tool.run("cp", "-a", region, elsewhere);
        return elsewhere.resolve(region.getFileName());
      }
    },
    REGION_WITH_LOCK_FILE {
      @Override
      Path make(Path region, Path elsewhere) throws Exception {
        Tool.run("cp", "-a", region, lockFiles(region.getParent()).getFirst(), elsewhere);
        return elsewhere.resolve(region.getFileName());
      }
    },
    FOLDER {
      @Override
      Path make(Path region, Path elsewhere) throws Exception {
        Tool.run("cp", "-a", region.getParent(), elsewhere.resolve("folder"));
        return elsewhere.resolve("folder").resolve(region.getFileName());
      }
    },
    BESIDE {
      @Override
      Path make(Path region, Path elsewhere) throws Exception {
        Tool.run("cp", "-a", region, region.resolveSibling("copy"));
        return region.resolveSibling("copy");
      }
    },
    NOT_PRESERVING {
      @Override
      Path make(Path region, Path elsewhere) throws Exception {
        Tool.run("cp", region, elsewhere.resolve("copy"));
        return elsewhere.resolve("copy");
      }
    };

    abstract Path make(Path region, Path elsewhere) throws Exception;
  }

  @ParameterizedTest
  @EnumSource
  void aCopyIsARegionOfItsOwn(Copy kind) throws Exception {
    try (SharedTally original = SharedTally.open(path)) {
      Path copied = kind.make(path, elsewhere);
      original.lock().lock();
      try (SharedTally copy = SharedTally.open(copied)) {
        assertThat(copy.lock().tryLock()).as("while the same thread holds the original's").isTrue();
        copy.guarded().set(TWO);
        copy.lock().unlock();
        original.guarded().count(3);
        assertThat(copy.guarded().snapshot()).isEqualTo(TWO);
        copy.lock().lock();
        original.lock().unlock();
        assertThat(Threads.run(() -> original.lock().tryLock() && unlock(original))).isTrue();
        assertThat(Threads.run(() -> copy.lock().tryLock())).isFalse();
        copy.lock().unlock();
        assertHasOneLockFile(copied);
        assertHasOneLockFile(path);
        assertThat(id(copied)).isNotEqualTo(id(path));
        assertThat(copy.remove()).isTrue();
        assertThat(original.isRemoved()).isFalse();
      }
      assertThat(original.guarded().count()).isEqualTo(3);
      assertShared(original, path);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCopyOfAnUnusedRegionIsARegionOfItsOwn(Copy kind) throws Exception {
    Path copied = kind.make(path, elsewhere);
    try (SharedTally copy = SharedTally.open(copied); SharedTally original = SharedTally.open(path)) {
      copy.guarded().set(TWO);
      assertThat(original.guarded().snapshot()).isEqualTo(ONE);
      assertHasOneLockFile(copied);
      assertHasOneLockFile(path);
    }
    assertEmptyAfterRemoval(copied, copied.getParent().equals(folder) ? path : null);
  }

  private static boolean unlock(SharedTally shared) {
    shared.lock().unlock();
    return true;
  }

  @ParameterizedTest
  @EnumSource
  void aReaderOfACopyChangesNothing(Copy kind) throws Exception {
    Path copied = kind.make(path, elsewhere);
    byte[] before = Files.readAllBytes(copied);
    List<String> files = files(copied.getParent());
    try (SharedTally copy = SharedTally.open(copied, SharedMemory.READ_ONLY)) {
      assertThat(copy.guarded().snapshot()).isEqualTo(ONE);
    }
    assertThat(Files.readAllBytes(copied)).isEqualTo(before);
    assertThat(files(copied.getParent())).isEqualTo(files);
  }

  @ParameterizedTest
  @EnumSource
  void aReaderOfACopySeesWhoWritesItLater(Copy kind) throws Exception {
    Path copied = kind.make(path, elsewhere);
    try (SharedTally reader = SharedTally.open(copied, SharedMemory.READ_ONLY);
        SharedTally copy = SharedTally.open(copied)) {
      copy.guarded().set(TWO);
      assertThat(reader.guarded().snapshot()).isEqualTo(TWO);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCopyMadeInTheMiddleOfAnUpdateHasTheLastCommit(Form form) throws Exception {
    Path region = folder.resolve("region");
    Tallies.create(form, region);
    try (Tallies original = Tallies.open(form, region);
        ChildJvm writer = ChildJvm.start(PausesInTallies.class, form, region, 2)) {
      List<Long> before = original.together();
      writer.awaitLine("inside");
      for (Copy kind : Copy.values()) {
        Path copied = kind.make(region, Files.createDirectory(elsewhere.resolve(kind.name())));
        assertHasLastCommit(kind.toString(), form, copied, before);
        Files.deleteIfExists(folder.resolve("copy"));
      }
      writer.goOn();
      writer.awaitLine("done");
      assertThat(original.together()).containsOnly(2L, 4L);
    }
  }

  private static void assertHasLastCommit(String what, Form form, Path copied, List<Long> before)
      throws Exception {
    boolean told = form == Form.PLAIN_ARRAY;
    if (!told) {
      try (Tallies reader = Tallies.open(form, copied, SharedMemory.READ_ONLY)) {
        assertThat(reader.together()).as(what).isEqualTo(before);
        assertThat(reader.byGetters()).as(what).isEqualTo(before);
      }
    } else {
      try (Tallies reader = Tallies.open(form, copied, SharedMemory.READ_ONLY)) {
        assertThatThrownBy(() -> Threads.run(reader::together)).as(what)
            .hasCauseInstanceOf(OwnerDiedException.class);
      }
    }
    try (Tallies copy = Tallies.open(form, copied)) {
      if (told) {
        assertThatThrownBy(copy::together).as(what).isInstanceOf(OwnerDiedException.class);
        copy.array().repair(all -> all.fill(Tallies.tally(0)));
      } else {
        assertThat(copy.together()).as(what).isEqualTo(before);
        assertThat(copy.handle().lock().tryLock()).as(what).isTrue();
        copy.handle().lock().unlock();
      }
      assertThat(copy.raw()).as(what).isEqualTo(before);
      copy.handle().remove();
    }
  }

  /** The racers count in it, and each would find less if another one had a region of its own. */
  @Test
  void whoeverOpensACopyAtTheSameTimeSharesIt() throws Exception {
    int racers = 3;
    int rounds = 200;
    List<ChildJvm> children = new ArrayList<>();
    try (SharedTally gate = SharedTally.create(elsewhere.resolve("gate"))) {
      for (int round = 0; round < rounds; round++) {
        Files.copy(path, elsewhere.resolve("copy-" + round));
      }
      for (int i = 0; i < racers; i++) {
        children.add(ChildJvm.start(Children.command(i % 2 == 0 ? Waiting.KERNEL : Waiting.POLLING,
            CountsInCopies.class, elsewhere, racers, rounds)));
      }
      for (ChildJvm child : children) {
        child.finish();
      }
      assertThat(gate.guarded().count()).isEqualTo(racers * rounds);
    } finally {
      children.forEach(ChildJvm::close);
    }
    for (int round = 0; round < rounds; round++) {
      try (SharedTally copy = SharedTally.open(elsewhere.resolve("copy-" + round))) {
        assertThat(copy.guarded().snapshot()).as("round %d", round)
            .isEqualTo(Tallies.tally(1 + racers * CountsInCopies.TIMES));
      }
    }
    assertThat(lockFiles(elsewhere)).as("one for each region").hasSize(rounds + 1);
  }

  /** Killed anywhere, they leave what the next one makes a region of, and nothing beside it. */
  @Test
  void whoeverIsKilledWhileItOpensACopyDisturbsNobody() throws Exception {
    Path eight = folder.resolve("eight");
    SharedEight.create(eight, CreateOnce.WHOLE).close();
    KillPoints points = new KillPoints(classes)
        .add(REGION + "Relocation", Set.of("settle", "renew", "renewUnlessUsed", "lambda$renewUnlessUsed$0"))
        .add(REGION + "Header", Set.of("writeLong"))
        .add(REGION + "Companion", Set.of("create", "remove"));
    Pattern system = Pattern.compile(
        "after Companion\\.(create|createIfMissing|open|remove|leave|close|tryEnter)"
            + "|after PlainFile\\.(create|own|permit)|after Files\\.deleteIfExists"
            + "|(before|after) Header\\.(renew|writeFully)");
    int killed = 0;
    for (int point = 0; point < points.points().size(); point++) {
      String label = points.points().get(point);
      if (system.matcher(label).matches()) {
        Path copied = elsewhere.resolve("eight" + point);
        Tool.run("cp", "-a", eight, copied);
        if (points.killAt(point, CreateOnce.class, copied)) {
          killed++;
        }
        assertUsable(label, copied);
      }
    }
    assertThat(killed).as("points where somebody was killed, of %s", points.points()).isGreaterThan(10);
  }

  private void assertUsable(String label, Path copied) throws IOException {
    try (SharedEight shared = SharedEight.open(copied)) {
      assertThat(shared.guarded().snapshot()).as("killed %s", label).isEqualTo(CreateOnce.WHOLE);
      assertThat(shared.lock().tryLock()).as("killed %s", label).isTrue();
      shared.lock().unlock();
      shared.remove();
    }
    for (int i = 0; i < 2; i++) {
      try (SharedEight shared = SharedEight.create(copied)) {
        shared.remove();
      }
    }
    assertThat(elsewhere).as("killed %s", label).isEmptyDirectory();
  }

  // renamed in the folder

  @Test
  void aRenamedRegionIsSharedOn() throws Exception {
    Path renamed = folder.resolve("renamed");
    try (SharedTally before = SharedTally.open(path)) {
      Tool.run("mv", path, renamed);
      sweep(folder);
      assertShared(before, renamed);
      try (SharedTally reader = SharedTally.open(renamed, SharedMemory.READ_ONLY)) {
        before.guarded().set(TWO);
        assertThat(reader.guarded().snapshot()).isEqualTo(TWO);
      }
      assertThat(lockFiles(folder)).hasSize(1);
      assertThat(before.remove()).as("its path leads nowhere").isFalse();
      assertThat(before.isRemoved()).isFalse();
    }
    assertEmptyAfterRemoval(renamed, null);
  }

  @Test
  void aReaderOfARenamedRegionSeesThatAWriterDied() throws Exception {
    Path array = folder.resolve("array");
    Tallies.create(Form.PLAIN_ARRAY, array);
    Path renamed = folder.resolve("renamed");
    try (ChildJvm writer = ChildJvm.start(PausesInTallies.class, Form.PLAIN_ARRAY, array, 2)) {
      writer.awaitLine("inside");
      Tool.run("mv", array, renamed);
      writer.kill();
    }
    try (Tallies reader = Tallies.open(Form.PLAIN_ARRAY, renamed, SharedMemory.READ_ONLY)) {
      assertThatThrownBy(() -> Threads.run(reader::together)).isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(OwnerDiedException.class);
    }
  }

  @Test
  void aRegionThatWasRenamedWhileNobodyUsedItIsAsBefore() throws Exception {
    Path renamed = folder.resolve("renamed");
    Tool.run("mv", path, renamed);
    try (SharedTally first = SharedTally.open(renamed)) {
      assertThat(first.guarded().snapshot()).isEqualTo(ONE);
      assertShared(first, renamed);
    }
    sweep(folder);
    try (SharedTally again = SharedTally.open(renamed)) {
      assertThat(again.guarded().snapshot()).isEqualTo(TWO);
      assertShared(again, renamed);
    }
    assertEmptyAfterRemoval(renamed, null);
  }

  @Test
  void anotherRegionTakesTheNameOfARenamedOne() throws Exception {
    Path renamed = folder.resolve("renamed");
    try (SharedTally old = SharedTally.open(path)) {
      Tool.run("mv", path, renamed);
      try (SharedTally other = SharedTally.create(path, TWO); SharedTally moved = SharedTally.open(renamed)) {
        moved.guarded().count(7);
        assertThat(other.guarded().snapshot()).isEqualTo(TWO);
        assertThat(old.guarded().count()).isEqualTo(7);
        assertThat(old.remove()).as("removal of another region").isFalse();
        assertThat(other.remove()).isTrue();
        assertThat(moved.isRemoved()).isFalse();
        Tool.run("mv", renamed, path);
        assertShared(old, path);
        assertThat(old.remove()).isTrue();
        assertThat(moved.isRemoved()).isTrue();
      }
    }
    sweep(folder);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aRenamedRegionCanBeRemovedBesideOneOfItsOldName() throws Exception {
    Path renamed = folder.resolve("renamed");
    Tool.run("mv", path, renamed);
    SharedTally.create(path, TWO).close();
    try (SharedTally moved = SharedTally.open(renamed)) {
      assertThat(moved.remove()).isTrue();
    }
    try (SharedTally other = SharedTally.open(path)) {
      assertThat(other.guarded().snapshot()).isEqualTo(TWO);
      assertHasOneLockFile(path);
    }
    assertEmptyAfterRemoval(path, null);
  }

  /** Its handle is of another file, although that was copied from it. */
  @Test
  void aHandleDoesNotRemoveACopyThatTookItsName() throws Exception {
    try (SharedTally old = SharedTally.open(path)) {
      Tool.run("mv", path, folder.resolve("renamed"));
      Tool.run("cp", "-a", folder.resolve("renamed"), path);
      assertThat(old.remove()).isFalse();
      assertThat(path).exists();
      assertThat(old.isRemoved()).isFalse();
    }
    try (SharedTally copy = SharedTally.open(path)) {
      assertThat(copy.guarded().snapshot()).isEqualTo(ONE);
    }
  }

  // moved to another folder

  @Test
  void aRegionThatWasMovedWhileNobodyUsedItIsUsable() throws Exception {
    Tool.run("mv", path, elsewhere);
    Path moved = elsewhere.resolve("tally");
    try (SharedTally shared = SharedTally.open(moved)) {
      assertThat(shared.guarded().snapshot()).isEqualTo(ONE);
      assertShared(shared, moved);
      assertHasOneLockFile(moved);
    }
    sweep(folder);
    assertThat(folder).as("the old lock file").isEmptyDirectory();
    assertEmptyAfterRemoval(moved, null);
  }

  @ParameterizedTest
  @EnumSource
  void aRegionThatWasMovedUnderItsUsersWaitsForThem(Waiting waiting) throws Exception {
    Path moved = elsewhere.resolve("tally");
    try (ChildJvm child = ChildJvm.start(
        Children.command(waiting, PausesInTallies.class, Form.SINGLE, path, 2))) {
      child.awaitLine("inside");
      Tool.run("mv", path, elsewhere);
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> SharedTally.open(moved))
            .isInstanceOf(FileSystemException.class)
            .hasMessageStartingWith(moved + ": was moved, or its lock file was removed")
            .hasMessageContaining("process " + child.pid() + " (PausesInTallies)");
      }
      try (SharedTally reader = SharedTally.open(moved, SharedMemory.READ_ONLY)) {
        assertThat(reader.guarded().snapshot()).isEqualTo(ONE);
      }
      child.goOn();
      child.awaitLine("done");
      try (SharedTally shared = SharedTally.open(moved)) {
        assertThat(shared.guarded().snapshot()).isEqualTo(TWO);
        assertShared(shared, moved);
      }
    }
  }

  /** It has opened the file in the old folder, and goes on when others use the file in the new one. */
  @Test
  void aRegionThatIsMovedWhileItIsOpenedIsNotUsedInTwoPlaces() throws Exception {
    KillPoints points = new KillPoints(classes).add(REGION + "Opening", Set.of("participate"));
    int point = points.point("before Membership.participating");
    Path eight = folder.resolve("eight");
    SharedEight.create(eight, CreateOnce.WHOLE).close();
    try (ChildJvm opener = ChildJvm.start(points.stoppingAt(List.of(point),
        JavaCommand.of(Reports.class, "open", eight)))) {
      opener.awaitLine(KillPoint.REACHED);
      Tool.run("mv", eight, elsewhere);
      try (SharedEight moved = SharedEight.open(elsewhere.resolve("eight"))) {
        opener.goOn();
        assertThat(opener.nextLine()).isEqualTo("NoSuchFileException: " + eight);
        assertThat(moved.guarded().snapshot()).isEqualTo(CreateOnce.WHOLE);
      }
    }
  }

  /** The one has stored the id of its own when the other reads the header, but not yet which file it is. */
  @Test
  void whoeverOpensACopyThatIsBeingRenewedSharesIt() throws Exception {
    KillPoints points = new KillPoints(classes)
        .add(REGION + "Header", Set.of("renew"))
        .add(REGION + "Opening", Set.of("tryOpened"));
    Path copied = Copy.BESIDE.make(createEight(), elsewhere);
    try (ChildJvm renewer = openStopping(points, copied, lastButOne(points, "before Header.writeLong"))) {
      try (ChildJvm opener = openStopping(points, copied, points.point("after Header.read"))) {
        renewer.goOn();
        renewer.awaitLine("attached to 0");
        opener.goOn();
        opener.awaitLine("attached to 0");
        assertHasOneLockFile(copied);
        opener.goOn();
        opener.finish();
      }
      renewer.goOn();
      renewer.finish();
    }
  }

  /** It is a leftover by its looks: nobody has a lock on it yet, and the region has another name. */
  @Test
  void whoeverEntersByALockFileThatOthersSweepBeginsAgain() throws Exception {
    KillPoints points = new KillPoints(classes).add(REGION + "Membership", Set.of("enter"));
    Path renamed = folder.resolve("renamed");
    Tool.run("mv", createEight(), renamed);
    try (ChildJvm opener = openStopping(points, renamed, points.point("before Member.enter"))) {
      sweep(folder);
      opener.goOn();
      opener.awaitLine("attached to 0");
      assertHasOneLockFile(renamed);
      SharedEight.open(renamed).close();
      opener.goOn();
      opener.finish();
    }
  }

  private Path createEight() throws IOException {
    Path eight = folder.resolve("eight");
    SharedEight.create(eight).close();
    return eight;
  }

  private static ChildJvm openStopping(KillPoints points, Path path, int point) throws Exception {
    ChildJvm child = ChildJvm.start(
        points.stoppingAt(List.of(point), JavaCommand.of(OpensAndWaits.class, path)));
    child.awaitLine(KillPoint.REACHED);
    return child;
  }

  private static int lastButOne(KillPoints points, String label) {
    int last = points.points().lastIndexOf(label);
    return points.points().subList(0, last).lastIndexOf(label);
  }

  /** Each file system has numbers of its own for its files, and small ones come in each. */
  @Test
  void aCopyIsNotTakenForAFileOfTheSameNumberInAnotherFileSystem() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root may mount");
    Path first = Files.createDirectory(elsewhere.resolve("first"));
    Path second = Files.createDirectory(elsewhere.resolve("second"));
    Tool.run("mount", "-t", "tmpfs", "none", first);
    try {
      Tool.run("mount", "-t", "tmpfs", "none", second);
      try (SharedTally original = SharedTally.create(first.resolve("tally"), ONE)) {
        Path copied = copyWithTheSameNumber(original.path(), second);
        try (SharedTally copy = SharedTally.open(copied)) {
          copy.guarded().set(TWO);
          assertThat(original.guarded().snapshot()).isEqualTo(ONE);
        }
      } finally {
        Tool.run("umount", second);
      }
    } finally {
      Tool.run("umount", first);
    }
  }

  private static Path copyWithTheSameNumber(Path region, Path folder) throws Exception {
    Object wanted = Files.getAttribute(region, "unix:ino");
    for (int i = 0; i < 20; i++) {
      Path copied = Files.copy(region, folder.resolve("copy" + i));
      if (Files.getAttribute(copied, "unix:ino").equals(wanted)) {
        return copied;
      }
    }
    return Assumptions.abort("this file system does not number its files from the start");
  }

  // without its lock file

  @Test
  void aRegionWhoseLockFileIsGoneGetsAnother() throws Exception {
    Files.delete(lockFiles(folder).getFirst());
    try (SharedTally shared = SharedTally.open(path)) {
      assertThat(shared.guarded().snapshot()).isEqualTo(ONE);
      assertHasOneLockFile(path);
      assertShared(shared, path);
    }
    assertEmptyAfterRemoval(path, null);
  }

  @Test
  void aRegionWhoseLockFileWasRemovedUnderItsUsersWaitsForThem() throws Exception {
    try (ChildJvm child = ChildJvm.start(PausesInTallies.class, Form.SINGLE, path, 2)) {
      child.awaitLine("inside");
      Files.delete(lockFiles(folder).getFirst());
      assertThatThrownBy(() -> SharedTally.open(path))
          .isInstanceOf(FileSystemException.class)
          .hasMessageContaining("process " + child.pid() + " (PausesInTallies)");
      child.goOn();
      child.awaitLine("done");
      try (SharedTally shared = SharedTally.open(path)) {
        assertThat(shared.guarded().snapshot()).isEqualTo(TWO);
      }
    }
  }

  // restored

  @Test
  void aRegionIsRestoredFromABackup() throws Exception {
    Tool.run("cp", "-a", path, elsewhere);
    try (SharedTally shared = SharedTally.open(path)) {
      shared.guarded().set(TWO);
      shared.remove();
    }
    Tool.run("cp", "-a", elsewhere.resolve("tally"), path);
    try (SharedTally restored = SharedTally.open(path)) {
      assertThat(restored.guarded().snapshot()).isEqualTo(ONE);
      assertShared(restored, path);
      assertHasOneLockFile(path);
    }
    assertEmptyAfterRemoval(path, null);
  }

  /**
   * The process that held the lock when the backup was made lives on, and has long given it back. That a
   * new file gets the number of one that is gone, as file systems like it, is done here by writing over it.
   */
  @Test
  void aBackupOfTheMiddleOfAnUpdateIsRestoredAsTheSameFile() throws Exception {
    try (ChildJvm child = ChildJvm.start(PausesInTallies.class, Form.SINGLE, path, 2)) {
      child.awaitLine("inside");
      Tool.run("cp", "-a", path, elsewhere);
      child.goOn();
      child.awaitLine("done");
      Files.delete(lockFiles(folder).getFirst());
      Tool.run("cp", elsewhere.resolve("tally"), path);
      try (SharedTally restored = SharedTally.open(path)) {
        assertThat(restored.lock().tryLock(1, TimeUnit.SECONDS)).isTrue();
        restored.lock().unlock();
        assertThat(restored.guarded().snapshot()).isEqualTo(ONE);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBackupThatTakesThePlaceOfARegionInUseWaitsForItsUsers(Waiting waiting) throws Exception {
    Tool.run("cp", "-a", path, folder.resolve("backup"));
    try (ChildJvm child = ChildJvm.start(
        Children.command(waiting, PausesInTallies.class, Form.SINGLE, path, 2))) {
      child.awaitLine("inside");
      Tool.run("mv", "-f", folder.resolve("backup"), path);
      assertThatThrownBy(() -> SharedTally.open(path))
          .isInstanceOf(FileSystemException.class)
          .hasMessageContaining("is a copy of a region that is still used under this name")
          .hasMessageContaining("process " + child.pid());
      sweep(folder);
      child.goOn();
      child.awaitLine("done");
      try (SharedTally restored = SharedTally.open(path)) {
        assertThat(restored.guarded().snapshot()).isEqualTo(ONE);
      }
    }
    assertEmptyAfterRemoval(path, null);
  }

  // links, temporary regions

  @Test
  void hardLinksInOneFolderLeadToOneRegion() throws Exception {
    Path link = Files.createLink(folder.resolve("link"), path);
    try (SharedTally first = SharedTally.open(path)) {
      assertShared(first, link);
      assertThat(lockFiles(folder)).hasSize(1);
    }
    try (SharedTally linked = SharedTally.open(link)) {
      assertShared(linked, path);
      assertThat(linked.remove()).isTrue();
    }
    SharedTally.openOrCreate(path, TWO).close();
    assertEmptyAfterRemoval(path, null);
  }

  @Test
  void aHardLinkInAnotherFolderIsNotUsedAtTheSameTime() throws Exception {
    Path link = Files.createLink(elsewhere.resolve("link"), path);
    try (SharedTally first = SharedTally.open(path)) {
      assertThatThrownBy(() -> SharedTally.open(link)).isInstanceOf(FileSystemException.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid() + " (");
      first.guarded().set(TWO);
    }
    try (SharedTally second = SharedTally.open(link)) {
      assertThat(second.guarded().snapshot()).isEqualTo(TWO);
      assertThatThrownBy(() -> SharedTally.open(path)).isInstanceOf(FileSystemException.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid() + " (");
    }
    SharedTally.open(path).close();
  }

  @Test
  void aCopyIsOpenedThroughASymbolicLink() throws Exception {
    Tool.run("cp", "-a", path, elsewhere);
    Path copied = elsewhere.resolve("tally");
    Path link = Files.createSymbolicLink(folder.resolve("link"), copied);
    try (SharedTally linked = SharedTally.open(link)) {
      assertShared(linked, copied);
      assertHasOneLockFile(copied);
      assertHasOneLockFile(path);
      assertThat(linked.remove()).isTrue();
    }
    assertThat(copied).doesNotExist();
  }

  /** It goes with its own last user. */
  @Test
  void aCopyOfATemporaryRegionIsTemporaryByItself() throws Exception {
    try (SharedTally temporary = SharedTally.createTemporary(ONE, SharedMemory.folder(elsewhere))) {
      Path copied = elsewhere.resolve("copy");
      Tool.run("cp", "-a", temporary.path(), copied);
      sweep(elsewhere);
      assertThat(copied).as("a copy that nobody has opened").exists();
      try (SharedTally copy = SharedTally.open(copied)) {
        copy.guarded().set(TWO);
        assertThat(temporary.guarded().snapshot()).isEqualTo(ONE);
      }
      assertThat(copied).doesNotExist();
      assertThat(temporary.path()).exists();
      assertThat(temporary.isRemoved()).isFalse();
    }
    assertThat(elsewhere).isEmptyDirectory();
  }

  /** As others see it who open it now. */
  private static void assertShared(SharedTally shared, Path path) throws Exception {
    long count = shared.guarded().count() + 1;
    try (SharedTally other = SharedTally.open(path)) {
      other.guarded().set(Tallies.tally(count));
      assertThat(shared.guarded().snapshot()).isEqualTo(Tallies.tally(count));
      shared.lock().lock();
      assertThat(Threads.run(() -> other.lock().tryLock())).isFalse();
      shared.lock().unlock();
      assertThat(Threads.run(() -> other.lock().tryLock() && unlock(other))).isTrue();
    }
    assertThat(ChildJvm.run(TriesLock.class, path, 0)).contains("locked true");
    assertThat(shared.guarded().count()).isEqualTo(count);
  }

  /** Creators in a folder remove what they take for leftovers. */
  private static void sweep(Path folder) throws IOException {
    for (int i = 0; i < 3; i++) {
      try (SharedTally other = SharedTally.create(folder.resolve("other"))) {
        other.remove();
      }
    }
  }

  private static void assertEmptyAfterRemoval(Path region, Path another) throws IOException {
    try (SharedTally shared = SharedTally.open(region)) {
      assertThat(shared.remove()).isTrue();
    }
    if (another != null) {
      try (SharedTally shared = SharedTally.open(another)) {
        assertThat(shared.remove()).isTrue();
      }
    }
    sweep(region.getParent());
    assertThat(region.getParent()).isEmptyDirectory();
  }

  private static void assertHasOneLockFile(Path region) throws IOException {
    String id = "%016x".formatted(id(region));
    assertThat(lockFiles(region.getParent()).stream().map(file -> file.getFileName().toString()).filter(
        name -> name.startsWith("." + region.getFileName() + ".") || name.contains(id)))
        .containsExactly(".%s.%s.lock".formatted(region.getFileName(), id));
  }

  private static long id(Path region) throws IOException {
    return RegionWords.getLong(region, Format.REGION_ID);
  }

  private static List<Path> lockFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".lock")).toList();
    }
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(Path::toString).sorted().toList();
    }
  }
}
