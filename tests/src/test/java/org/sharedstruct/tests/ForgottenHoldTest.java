package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sharedstruct.SharedLock.Waiting;
import org.sharedstruct.format.Format;
import org.sharedstruct.tests.child.HoldsAfterLostHold;
import org.sharedstruct.tests.child.KillPoint;
import org.sharedstruct.tests.child.RegionWords;
import org.sharedstruct.tests.child.WritesAfterLostHold;
import org.sharedstruct.tests.child.WritesAfterLostHold.Way;

/** A hold was lost, and another process has taken its lock over and given that back. */
class ForgottenHoldTest {

  private static final TallyRecord BEFORE = new TallyRecord(1, 2);
  private static final TallyRecord AFTER = new TallyRecord(7, 2);

  @TempDir Path folder;
  @TempDir Path classes;

  private Path path;
  private Path gatePath;

  @BeforeEach
  void name() {
    path = folder.resolve("tally");
    gatePath = folder.resolve("gate");
  }

  /** The watch has just found the lost hold, and is to free the lock. */
  @ParameterizedTest
  @EnumSource
  void aWriteThroughTheSameHandleBeginsWhenItHasTheLock(Way way) throws Exception {
    KillPoints points = new KillPoints(classes)
        .add("org.sharedstruct.guard.Mutex", Set.of("adopt"))
        .add("org.sharedstruct.guard.Updates$Usual", Set.of("store"));
    List<Integer> stops = List.of(points.point("before Hold.isTaken"), points.point("before Mutex.wake"),
        way == Way.UPDATE ? WritesAfterLostHold.IN_ACTION : points.point("before Section.store"));
    try (SharedTally shared = SharedTally.create(path, BEFORE);
        SharedTally gate = SharedTally.create(gatePath);
        ChildJvm child = ChildJvm.start(points.stoppingAt(stops,
            Children.command(Waiting.KERNEL, WritesAfterLostHold.class, path, gatePath, way)))) {
      child.awaitLine(KillPoint.REACHED); // the watch
      takeOverAndFree();
      gate.guarded().count(1);
      assertThat(child.nextLine()).isEqualTo(WritesAfterLostHold.WAITS);
      child.goOn();
      child.awaitLine(KillPoint.REACHED); // one in the write, the other at its end
      child.awaitLine(KillPoint.REACHED);
      assertThat(shared.lock().tryLock()).as("lock, in the midst of the write of another thread").isFalse();
      child.goOn();
      child.goOn();
      assertThat(child.finish()).endsWith(AFTER.toString());
      assertThat(shared.lock().isLocked()).isFalse();
    }
  }

  /** Neither writes the process of the lost hold anything for it, nor does a later hold go on with it. */
  @Test
  void nothingOfItIsLeft() throws Exception {
    KillPoints points = new KillPoints(classes).add("org.sharedstruct.guard.Mutex", Set.of("adopt"));
    List<Integer> stops = List.of(points.point("before Hold.isTaken"), points.point("before Mutex.wake"));
    try (SharedTally shared = SharedTally.create(path, BEFORE);
        SharedTally gate = SharedTally.create(gatePath);
        ChildJvm child = ChildJvm.start(points.stoppingAt(stops,
            Children.command(Waiting.KERNEL, HoldsAfterLostHold.class, path, gatePath)))) {
      child.awaitLine(KillPoint.REACHED);
      shared.raw().set(BEFORE);
      takeOverAndFree();
      long version = shared.guarded().version();
      child.goOn();
      child.awaitLine(KillPoint.REACHED); // the watch has forgotten it
      assertThat(shared.guarded().version()).isEqualTo(version);
      child.goOn();
      gate.guarded().count(1);
      child.awaitLine(HoldsAfterLostHold.HOLDS);
      assertThat(shared.guarded().snapshot()).as("while the lock is held").isEqualTo(BEFORE);
      child.goOn();
      child.finish();
      assertThat(shared.guarded().snapshot()).isEqualTo(AFTER);
      assertThat(shared.lock().isLocked()).isFalse();
    }
  }

  /** Before the watch has looked, as it does within a tenth of a second; so at least one of some rounds. */
  @RepeatedTest(5)
  void theNextThreadInheritsNothing() throws Exception {
    try (SharedTally shared = SharedTally.create(path, BEFORE); SharedTally other = SharedTally.open(path)) {
      Thread lost = Thread.ofPlatform().start(() -> {
        shared.lock().lock();
        shared.lock().lock();
        shared.guarded().count(9);
      });
      lost.join();
      shared.raw().set(BEFORE);
      takeOverAndFree();
      shared.lock().lock();
      shared.guarded().count(7);
      assertThat(other.guarded().snapshot()).as("while the lock is held").isEqualTo(BEFORE);
      shared.lock().unlock();
      assertThat(other.lock().isLocked()).isFalse();
      assertThat(other.guarded().snapshot()).isEqualTo(AFTER);
    }
  }

  /** The thread does not know of it, and takes the lock once more. */
  @Test
  void aWriteWithinAnUpdateIsOneOfItsOwn() throws Exception {
    try (SharedTally shared = SharedTally.create(path, BEFORE); SharedTally other = SharedTally.open(path)) {
      assertThatThrownBy(() -> shared.guarded().update(tally -> {
        assertThatCode(this::takeOverAndFree).doesNotThrowAnyException();
        shared.guarded().update(again -> again.count(AFTER.count()));
        assertThat(other.guarded().snapshot()).isEqualTo(AFTER);
        assertThat(other.lock().isLocked()).isFalse();
      })).isInstanceOf(IllegalMonitorStateException.class);
      assertThat(other.guarded().snapshot()).isEqualTo(AFTER);
      assertThat(other.lock().isLocked()).isFalse();
      shared.guarded().count(8);
      assertThat(other.guarded().count()).isEqualTo(8);
    }
  }

  /** As another process does to which this one seems dead. */
  private void takeOverAndFree() throws Exception {
    RegionWords.setLong(path, Format.SEQ, (RegionWords.getLong(path, Format.SEQ) | 1) + 1);
    RegionWords.setLong(path, Format.LOCK, 0);
  }
}
