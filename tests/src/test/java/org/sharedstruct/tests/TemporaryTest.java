package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sharedstruct.SharedLock.Waiting;
import org.sharedstruct.tests.child.ClosesOneOfTwo;
import org.sharedstruct.tests.child.Held;
import org.sharedstruct.tests.child.MakesTemporary;
import org.sharedstruct.tests.child.OpensAndWaits;
import org.sharedstruct.tests.child.UsesTemporaryAtExit;

/** A temporary region lives as long as somebody uses it, and goes with the last one, however that one ends. */
class TemporaryTest {

  @Test
  void goesWhenItsLastHandleIsClosed() throws Exception {
    SharedEight first = SharedEight.createTemporary();
    Path path = first.path();
    SharedEight second = SharedEight.open(path);
    first.close();
    assertThat(path).exists();
    second.close();
    assertNothingLeft(path);
  }

  @Test
  void goesAlsoWhenItsLastHandleIsClosedByAnInterruptedThread() throws Exception {
    SharedEight shared = SharedEight.createTemporary();
    Thread.currentThread().interrupt();
    shared.close();
    assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
    assertNothingLeft(shared.path());
  }

  @Test
  void goesWhenTheLastProcessHasClosedIt() throws Exception {
    SharedEight shared = SharedEight.createTemporary();
    Path path = shared.path();
    try (ChildJvm child = ChildJvm.start(OpensAndWaits.class, path)) {
      child.awaitLine("attached to 0");
      shared.close();
      assertThat(path).exists();
      child.finish();
    }
    assertNothingLeft(path);
  }

  @Test
  void goesWithTheCloserWhenTheOthersWereKilled() throws Exception {
    SharedEight shared = SharedEight.createTemporary();
    Path path = shared.path();
    try (ChildJvm child = ChildJvm.start(OpensAndWaits.class, path)) {
      child.awaitLine("attached to 0");
      child.signal("KILL");
    }
    assertThat(path).exists();
    shared.close();
    assertNothingLeft(path);
  }

  @Test
  void goesWhenTheJvmExitsWithoutClosingIt() throws Exception {
    List<String> lines = ChildJvm.run(MakesTemporary.class, false);
    assertNothingLeft(Path.of(lines.getFirst()));
  }

  @Test
  void goesWithTheNextOneWhenAllItsUsersWereKilled() throws Exception {
    Path path;
    try (ChildJvm child = ChildJvm.start(MakesTemporary.class, true)) {
      path = Path.of(child.nextLine());
      assertThat(path).exists();
      child.signal("KILL");
    }
    assertThat(path).exists();
    SharedEight.createTemporary().close();
    assertNothingLeft(path);
  }

  @Test
  void isNotTakenForDeadWhileItsOnlyUserIsAlive() throws Exception {
    try (ChildJvm child = ChildJvm.start(MakesTemporary.class, true)) {
      Path path = Path.of(child.nextLine());
      SharedEight.createTemporary().close();
      try (SharedEight shared = SharedEight.open(path)) {
        assertThat(shared.isRemoved()).isFalse();
      }
      child.finish();
      assertNothingLeft(path);
    }
  }

  @Test
  void canBeUsedAndClosedByShutdownHooksOfTheApplication() throws Exception {
    try (ChildJvm child = ChildJvm.start(UsesTemporaryAtExit.class, true)) {
      Path path = Path.of(child.nextLine());
      child.goOn();
      assertThat(child.nextLine()).isEqualTo(new TallyRecord(1, 2).toString());
      child.awaitLine("updating");
      child.goOn();
      assertThat(child.nextLine()).isEqualTo(new TallyRecord(3, 6).toString());
      assertThat(child.nextLine()).isEqualTo(Held.NOTHING);
      child.finish();
      assertNothingLeft(path);
    }
  }

  /** It has given its byte back by then, but its process is found. */
  @Test
  void isUpdatedByShutdownHooksThatAreNotTakenForDead() throws Exception {
    Path path;
    try (ChildJvm child = ChildJvm.start(UsesTemporaryAtExit.class, false)) {
      path = Path.of(child.nextLine());
      try (SharedTally shared = SharedTally.open(path)) {
        Path lockFile = lockFile(path);
        child.goOn();
        child.awaitLine("updating");
        Children.awaitLockedBytes(lockFile, 1);
        assertThat(shared.lock().tryLock(1, TimeUnit.SECONDS))
            .as("taken from a living process").isFalse();
        assertThat(shared.lock().holder().orElseThrow().isAlive()).isTrue();
        child.goOn();
        assertThat(child.nextLine()).isEqualTo(new TallyRecord(3, 6).toString());
        assertThat(child.nextLine()).isEqualTo(Held.NOTHING);
        child.finish();
        assertThat(shared.guarded().snapshot()).isEqualTo(new TallyRecord(3, 6));
        assertThat(path).exists();
      }
    }
    assertNothingLeft(path);
  }

  private static Path lockFile(Path region) throws Exception {
    try (Stream<Path> files = Files.list(region.getParent())) {
      return files.filter(file -> file.toString().endsWith(".lock")
          && file.toString().contains(region.getFileName().toString())).findAny().orElseThrow();
    }
  }

  private static void assertNothingLeft(Path path) throws Exception {
    String name = path.getFileName().toString();
    try (Stream<Path> files = Files.list(path.getParent())) {
      assertThat(files.filter(file -> file.toString().contains(name))).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void staysUntilTheLastHandleOfAProcessIsClosed(Waiting waiting) throws Exception {
    assertThat(ChildJvm.run(Children.command(waiting, ClosesOneOfTwo.class))).containsExactly("true", "false");
  }
}
