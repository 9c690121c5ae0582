package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sharedstruct.SharedMemory.lockTimeout;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.LockTimeoutException;
import org.sharedstruct.SharedMemory.LockTimeout;

/** {@code guarded(Lock)}: writers take the user's lock as well, around the region's own. */
class GivenLockTest {

  @TempDir Path folder;

  private final ReentrantLock given = new ReentrantLock();
  private SharedTally shared;
  private GuardedTally tally;

  @BeforeEach
  void create() throws Exception {
    shared = SharedTally.create(folder.resolve("tally"));
    tally = shared.guarded(given);
  }

  @AfterEach
  void close() {
    shared.close();
  }

  private void assertAllIsFree() {
    assertThat(given.isLocked()).as("the given lock").isFalse();
    assertThat(shared.lock().isLocked()).as("the region's lock").isFalse();
  }

  @Test
  void lockGivesBackTheLockThatWasGiven() {
    assertThat(tally.lock()).isSameAs(given);
    assertThat(shared.guarded().lock()).isSameAs(shared.lock());
  }

  @Test
  void theRegionsOwnLockGivesTheGuardedView() throws Exception {
    assertThat(shared.guarded(shared.lock())).isSameAs(shared.guarded());
    try (SharedTally.Array array = SharedTally.Array.create(folder.resolve("tallies"), 2)) {
      assertThat(array.guarded(array.lock())).isSameAs(array.guarded());
    }
  }

  @Test
  void itIsHeldDuringEveryWriteAndFreeAfterwards() {
    tally.update(raw -> assertBothAreHeld());
    tally.compute(raw -> {
      assertBothAreHeld();
      return null;
    });
    assertAllIsFree();
    tally.count(1);
    tally.set(new TallyRecord(2, 4));
    assertAllIsFree();
    assertThat(tally.snapshot()).isEqualTo(new TallyRecord(2, 4));
  }

  private void assertBothAreHeld() {
    assertThat(given.isHeldByCurrentThread()).isTrue();
    assertThat(shared.lock().isHeldByCurrentThread()).isTrue();
  }

  @Test
  void whoeverHoldsItKeepsWritersOutAndNotReaders() throws Exception {
    given.lock();
    Threads.Running<?> update = Threads.start(() -> {
      tally.update(raw -> raw.count(1).twice(2));
      return null;
    });
    Threads.Running<?> setter = Threads.start(() -> {
      tally.count(1);
      return null;
    });
    update.awaitWaiting();
    setter.awaitWaiting();
    assertThat(Threads.<TallyRecord>run(tally::snapshot)).isEqualTo(new TallyRecord(0, 0));
    assertThat(Threads.<Long>run(tally::count)).isZero();
    assertThat(Threads.<Long>run(tally::difference)).isZero();
    assertThat(update.isDone() || setter.isDone()).isFalse();
    assertThat(shared.lock().isLocked()).as("the region's lock, taken inside").isFalse();
    given.unlock();
    update.finish();
    setter.finish();
    assertThat(tally.snapshot()).isEqualTo(new TallyRecord(1, 2));
    assertAllIsFree();
  }

  @Test
  void anExceptionRollsBackAndUnlocks() {
    tally.set(new TallyRecord(1, 2));
    assertThatThrownBy(() -> tally.update(raw -> {
      raw.count(9).twice(9);
      throw new IllegalArgumentException("no");
    })).isInstanceOf(IllegalArgumentException.class).hasMessage("no");
    assertAllIsFree();
    assertThat(tally.snapshot()).isEqualTo(new TallyRecord(1, 2));
    assertThat(shared.raw().toRecord()).isEqualTo(new TallyRecord(1, 2));
  }

  @Test
  void updatesNest() {
    tally.update(outer -> {
      outer.count(1);
      tally.update(inner -> inner.twice(2));
      assertThatThrownBy(() -> tally.update(inner -> {
        inner.count(9);
        throw new IllegalArgumentException("no");
      })).hasMessage("no");
      assertBothAreHeld();
    });
    assertAllIsFree();
    assertThat(tally.snapshot()).isEqualTo(new TallyRecord(1, 2));
  }

  @Test
  void updatesOfBothViewsNest() {
    tally.update(outer -> {
      outer.count(1);
      shared.guarded().update(inner -> inner.twice(2));
    });
    shared.guarded().update(outer -> {
      outer.count(2);
      tally.twice(4);
    });
    assertAllIsFree();
    assertThat(tally.snapshot()).isEqualTo(new TallyRecord(2, 4));
  }

  @Test
  void aWholeHoldIsNoCommit() throws Exception {
    given.lock();
    tally.count(1);
    assertThat(Threads.<TallyRecord>run(tally::snapshot)).isEqualTo(new TallyRecord(1, 0));
    tally.twice(2);
    given.unlock();
    assertThat(tally.snapshot()).isEqualTo(new TallyRecord(1, 2));
  }

  @Test
  void elementsOfAnArrayTakeItToo() throws Exception {
    try (SharedTally.Array array = SharedTally.Array.create(folder.resolve("tallies"), 2)) {
      GuardedTally.Array tallies = array.guarded(given);
      assertThat(tallies.lock()).isSameAs(given);
      assertThat(tallies.get(1).lock()).isSameAs(given);
      tallies.update(1, raw -> {
        raw.count(5);
        assertThat(given.isHeldByCurrentThread()).isTrue();
      });
      tallies.get(0).update(raw -> assertThat(given.isHeldByCurrentThread()).isTrue());
      tallies.slice(1, 1).update(0, raw -> assertThat(given.isHeldByCurrentThread()).isTrue());
      assertThat(given.isLocked()).isFalse();
      assertThat(array.lock().isLocked()).isFalse();
      assertThat(tallies.count(1)).isEqualTo(5);
    }
  }

  @Test
  void aClosedHandleLeavesItFree() throws Exception {
    SharedTally closed = SharedTally.create(folder.resolve("closed"));
    GuardedTally view = closed.guarded(given);
    closed.close();
    assertThatThrownBy(() -> view.count(1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> view.update(raw -> raw.count(1))).isInstanceOf(IllegalStateException.class);
    assertThat(given.isLocked()).isFalse();
  }

  @Test
  void noneAtAllIsRefused() {
    assertThatThrownBy(() -> shared.guarded(null)).isInstanceOf(NullPointerException.class);
  }

  @Test
  void aLockTimeoutDoesNotLimitTheWaitForIt() throws Exception {
    LockTimeout limit = lockTimeout(Duration.ofMillis(200));
    try (SharedTally limited = SharedTally.open(shared.path(), limit)) {
      GuardedTally view = limited.guarded(given);
      Threads.Running<?> waiting;
      try (Holding givenLock = new Holding(given);
          Holding regionLock = new Holding(shared.lock())) {
        waiting = Threads.start(() -> {
          view.update(raw -> raw.count(1));
          return null;
        });
        waiting.awaitWaiting();
        assertThatThrownBy(() -> limited.guarded().count(9))
            .as("%s has the region's lock", regionLock)
            .isInstanceOf(LockTimeoutException.class);
        assertThat(waiting.isDone()).as("%s has the given lock", givenLock).isFalse();
      }
      waiting.finish();
      assertThat(view.count()).isEqualTo(1);
    }
  }

  @Test
  void aLockTimeoutLimitsTheWaitForTheRegionsLockInsideAndGivesItBack() throws Exception {
    LockTimeout limit = lockTimeout(Duration.ofMillis(200));
    try (SharedTally limited = SharedTally.open(shared.path(), limit)) {
      GuardedTally view = limited.guarded(given);
      try (Holding regionLock = new Holding(shared.lock())) {
        assertThatThrownBy(() -> view.update(raw -> raw.count(9)))
            .as("%s has the region's lock", regionLock)
            .isInstanceOf(LockTimeoutException.class);
        assertThatThrownBy(() -> view.count(9)).isInstanceOf(LockTimeoutException.class);
        assertThat(given.isLocked()).isFalse();
      }
      assertThat(view.count()).isZero();
      view.count(1);
      assertAllIsFree();
    }
  }

  @Test
  void theLockOfAnotherRegionHasTheLimitOfItsOwnHandle() throws Exception {
    try (SharedTally another = SharedTally.create(
        folder.resolve("another"), lockTimeout(Duration.ofMillis(200)))) {
      GuardedTally view = shared.guarded(another.lock());
      try (Holding holding = new Holding(another.lock())) {
        assertThatThrownBy(() -> view.count(9)).as("%s has the given lock", holding)
            .isInstanceOf(LockTimeoutException.class)
            .hasMessageContaining(another.path().toString());
        assertThat(shared.lock().isLocked()).isFalse();
      }
      view.count(1);
      assertThat(view.count()).isEqualTo(1);
    }
  }
}
