package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sharedstruct.OwnerDiedException;
import org.sharedstruct.SharedLock.Waiting;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.tests.child.ExitsInUpdate;
import org.sharedstruct.tests.child.HoldsLock;
import org.sharedstruct.tests.child.LosesHold;
import org.sharedstruct.tests.child.Watched;

/** A thread that will never give the lock back, and whose process lives, keeps nobody waiting. */
@SuppressWarnings("try") // to close at the wrong time is part of what is tested
class LostHoldTest {

  private static final TallyRecord ZERO = new TallyRecord(0, 0);

  @TempDir Path folder;

  private Path path;

  @BeforeEach
  void create() throws Exception {
    path = folder.resolve("tally");
    SharedTally.create(path).close();
  }

  /** How a thread comes to be. */
  enum Sort {
    PLATFORM, VIRTUAL;

    void runToItsEnd(Runnable work) throws InterruptedException {
      Thread thread = this == PLATFORM ? Thread.ofPlatform().start(work) : Thread.ofVirtual().start(work);
      assertThat(thread.join(Threads.LIMIT)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void thatHasEndedInThisProcess(Sort sort) throws Exception {
    try (SharedTally shared = SharedTally.open(path); SharedTally other = SharedTally.open(path)) {
      for (SharedTally next : new SharedTally[] {shared, other}) {
        long version = shared.guarded().version();
        sort.runToItsEnd(() -> {
          shared.lock().lock();
          shared.guarded().update(tally -> tally.count(9));
        });
        assertThat(next.lock().tryLock()).isTrue();
        next.lock().unlock();
        assertThat(next.guarded().snapshot()).as("what it had not committed").isEqualTo(ZERO);
        assertThat(shared.guarded().version()).isGreaterThan(version);
      }
      sort.runToItsEnd(shared.lock()::lock);
      shared.close();
      assertThat(other.lock().isLocked()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void thatHasEndedInAnotherProcess(Waiting waiting) throws Exception {
    try (SharedTally shared = SharedTally.open(path);
        ChildJvm child = ChildJvm.start(LosesHold.class, path)) {
      child.awaitLine("holding");
      try (ChildJvm waits = ChildJvm.start(Children.command(waiting, HoldsLock.class, path))) {
        Threads.Running<TallyRecord> here = Threads.start(() -> {
          shared.lock().lock();
          TallyRecord found = shared.raw().toRecord();
          shared.lock().unlock();
          return found;
        });
        here.awaitWaiting();
        child.goOn();
        child.awaitLine("ended");
        assertThat(waits.nextLine()).startsWith("holding");
        waits.goOn();
        assertThat(here.finish()).isEqualTo(ZERO);
        waits.finish();
      }
      child.finish();
    }
  }

  @Test
  void thatHasWrittenSeveralElementsIsTold() throws Exception {
    try (SharedTally.Array shared = SharedTally.Array.create(folder.resolve("plain"), 3)) {
      GuardedTally.Array array = shared.guarded();
      Sort.PLATFORM.runToItsEnd(() -> {
        shared.lock().lock();
        array.count(0, 9);
        array.count(1, 9);
      });
      assertThatThrownBy(shared.lock()::tryLock).isInstanceOf(OwnerDiedException.class);
      assertThatThrownBy(array::snapshot).isInstanceOf(OwnerDiedException.class);
      array.repair(all -> all.fill(ZERO));
      assertThat(array.snapshot()).containsOnly(ZERO);
    }
  }

  @Test
  void thatHasWrittenSeveralElementsIsUndoneWhereThereIsUndoSpace() throws Exception {
    try (SharedTally.Array shared =
        SharedTally.Array.create(folder.resolve("atomic"), 3, SharedMemory.ATOMIC_ARRAY)) {
      GuardedTally.Array array = shared.guarded();
      Sort.PLATFORM.runToItsEnd(() -> {
        shared.lock().lock();
        array.count(0, 9);
        array.count(1, 9);
      });
      array.twice(2, 0);
      assertThat(array.snapshot()).containsOnly(ZERO);
    }
  }

  @ParameterizedTest
  @EnumSource
  void thatWaitsForTheEndOfItsJvm(ExitsInUpdate.Place place) throws Exception {
    try (SharedTally shared = SharedTally.open(path)) {
      assertThat(ChildJvm.run(ExitsInUpdate.class, path, place)).containsExactly("found " + ZERO, "closed");
      assertThat(shared.guarded().snapshot()).isEqualTo(new TallyRecord(1, 2));
      assertThat(shared.lock().isLocked()).isFalse();
    }
  }

  @Test
  void isNotOneThatIsOnlySlow() throws Exception {
    try (SharedTally shared = SharedTally.open(path); SharedTally other = SharedTally.open(path)) {
      CountDownLatch goOn = new CountDownLatch(1);
      Threads.Running<?> slow = Threads.start(() -> {
        shared.lock().lock();
        shared.guarded().count(7);
        boolean told = goOn.await(Threads.LIMIT.toSeconds(), TimeUnit.SECONDS);
        shared.lock().unlock();
        return told;
      });
      Threads.await("the lock is taken", shared.lock()::isLocked);
      assertThat(shared.lock().tryLock(500, TimeUnit.MILLISECONDS)).isFalse();
      assertThat(other.lock().tryLock(500, TimeUnit.MILLISECONDS)).isFalse();
      goOn.countDown();
      slow.finish();
      assertThat(other.guarded().count()).isEqualTo(7);
    }
  }

  @Test
  void isLookedForByAThreadThatComesAndGoesWithTheHandles() throws Exception {
    assertThat(ChildJvm.run(Watched.class, path)).containsExactly("false", "true", "daemon", "gone");
  }
}
