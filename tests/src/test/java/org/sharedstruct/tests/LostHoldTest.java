package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sharedstruct.SharedMemory.ATOMIC_ARRAY;
import static org.sharedstruct.SharedMemory.READ_ONLY;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sharedstruct.OwnerDiedException;
import org.sharedstruct.SharedLock;
import org.sharedstruct.SharedLock.Waiting;
import org.sharedstruct.tests.child.AwaitsLock;

/**
 * A thread that ends while it holds the lock is like a process that died: what it has begun is
 * undone, and the next one gets the lock.
 */
class LostHoldTest {

  private static final TallyRecord BEFORE = new TallyRecord(1, 2);
  private static final TallyRecord HALF = new TallyRecord(9, 2);
  private static final TallyRecord AFTER = new TallyRecord(5, 10);

  /** What kind of thread ends. */
  enum Kind {
    PLATFORM, VIRTUAL;

    Thread start(Runnable work) {
      return this == VIRTUAL
          ? Thread.ofVirtual().start(work)
          : Thread.ofPlatform().daemon().start(work);
    }

    /** Runs work in a thread that has ended when this returns. */
    void run(Runnable work) throws InterruptedException {
      start(work).join();
    }
  }

  @TempDir Path folder;

  private Path path;

  @BeforeEach
  void name() {
    path = folder.resolve("tally");
  }

  private static void loseHold(SharedTally shared) {
    shared.lock().lock();
    shared.guarded().count(HALF.count());
  }

  /** Without a wait, unless the watch has found the lost hold as well and is just undoing it. */
  static void takeLostLock(SharedLock lock) throws InterruptedException {
    assertThat(lock.tryLock(Threads.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void anotherThreadOfTheHandleGetsTheLock(Kind kind) throws Exception {
    try (SharedTally shared = SharedTally.create(path, BEFORE)) {
      long version = shared.guarded().version();
      kind.run(() -> loseHold(shared));
      takeLostLock(shared.lock());
      assertThat(shared.guarded().snapshot()).isEqualTo(BEFORE);
      assertThat(shared.raw().toRecord()).isEqualTo(BEFORE);
      shared.lock().unlock();
      assertThat(shared.lock().isLocked()).isFalse();
      assertThat(shared.guarded().version()).isGreaterThan(version);
    }
  }

  /** A store can have been made and not been told. */
  @ParameterizedTest
  @EnumSource
  void theVersionGrowsAlsoIfNothingWasUndone(Kind kind) throws Exception {
    try (SharedTally shared = SharedTally.create(path, BEFORE)) {
      long version = shared.guarded().version();
      kind.run(() -> shared.lock().lock());
      takeLostLock(shared.lock());
      shared.lock().unlock();
      assertThat(shared.guarded().version()).isGreaterThan(version);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anotherHandleGetsTheLock(Kind kind) throws Exception {
    try (SharedTally shared = SharedTally.create(path, BEFORE);
        SharedTally other = SharedTally.open(path)) {
      long version = shared.guarded().version();
      kind.run(() -> loseHold(shared));
      takeLostLock(other.lock());
      assertThat(other.guarded().snapshot()).isEqualTo(BEFORE);
      other.lock().unlock();
      assertThat(other.guarded().version()).isGreaterThan(version);
      shared.guarded().set(AFTER);
      assertThat(other.guarded().snapshot()).isEqualTo(AFTER);
    }
  }

  @ParameterizedTest
  @EnumSource
  void holdsWithinHoldsAreLostTogether(Kind kind) throws Exception {
    try (SharedTally shared = SharedTally.create(path, BEFORE)) {
      kind.run(() -> {
        loseHold(shared);
        loseHold(shared);
        shared.lock().lock();
      });
      Threads.run(() -> {
        shared.guarded().update(raw -> raw.twice(raw.count()));
        return null;
      });
      assertThat(shared.guarded().snapshot()).isEqualTo(new TallyRecord(1, 1));
      assertThat(shared.lock().isLocked()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void threadsThatWaitedAlreadyGoOn(Kind kind) throws Exception {
    try (SharedTally shared = SharedTally.create(path, BEFORE);
        SharedTally other = SharedTally.open(path)) {
      CountDownLatch held = new CountDownLatch(1);
      CountDownLatch ending = new CountDownLatch(1);
      Thread holder = kind.start(() -> loseHoldAfter(shared, held, ending));
      held.await();
      Threads.Running<?> here = Threads.start(() -> add(shared));
      Threads.Running<?> there = Threads.start(() -> add(other));
      here.awaitWaiting();
      there.awaitWaiting();
      ending.countDown();
      holder.join();
      here.finish();
      there.finish();
      assertThat(shared.guarded().snapshot()).isEqualTo(new TallyRecord(3, 6));
    }
  }

  /** What a lost hold has written is no commit, and in nobody's way. */
  @ParameterizedTest
  @EnumSource
  void readersThatWaitSeeTheNextCommitAndNothingElse(Kind kind) throws Exception {
    try (SharedTally shared = SharedTally.create(path, BEFORE);
        SharedTally other = SharedTally.open(path)) {
      kind.run(() -> loseHold(shared));
      Threads.Running<TallyRecord> awaiting =
          Threads.start(() -> shared.guarded().await(tally -> !tally.equals(BEFORE), Threads.LIMIT));
      Threads.Running<List<TallyRecord>> following =
          Threads.start(() -> other.guarded().changes(Threads.LIMIT).limit(2).toList());
      awaiting.awaitWaiting();
      following.awaitWaiting();
      other.guarded().set(AFTER);
      assertThat(awaiting.finish()).isEqualTo(AFTER);
      assertThat(following.finish()).containsExactly(BEFORE, AFTER);
    }
  }

  private static Void add(SharedTally shared) {
    shared.guarded().update(raw -> raw.count(raw.count() + 1).twice(raw.twice() + 2));
    return null;
  }

  private static void loseHoldAfter(
      SharedTally shared, CountDownLatch held, CountDownLatch ending) {
    loseHold(shared);
    held.countDown();
    awaitUninterrupted(ending);
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      assertThat(latch.await(Threads.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Another process sees only that this one lives, so this one has to free the lock by itself. */
  @ParameterizedTest
  @CsvSource({"PLATFORM, KERNEL", "PLATFORM, POLLING", "VIRTUAL, KERNEL", "VIRTUAL, POLLING"})
  void anotherProcessThatWaitedAlreadyGoesOn(Kind kind, Waiting waiting) throws Exception {
    try (SharedTally shared = SharedTally.create(path, BEFORE)) {
      long version = shared.guarded().version();
      CountDownLatch held = new CountDownLatch(1);
      CountDownLatch ending = new CountDownLatch(1);
      Thread holder = kind.start(() -> loseHoldAfter(shared, held, ending));
      held.await();
      ProcessBuilder command = Children.command(waiting, AwaitsLock.class, "struct", path);
      try (ChildJvm child = ChildJvm.start(command)) {
        child.awaitLine("waiting");
        if (waiting == Waiting.KERNEL && shared.lock().waiting() == Waiting.KERNEL) {
          KernelSleep.await(child, path, 1);
        }
        ending.countDown();
        holder.join();
        assertThat(child.finish()).containsExactly("waiting", BEFORE.toString());
      }
      assertThat(shared.guarded().version()).isGreaterThan(version);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theHandleCanBeClosed(Kind kind) throws Exception {
    SharedTally shared = SharedTally.create(path, BEFORE);
    kind.run(() -> loseHold(shared));
    shared.close();
    try (SharedTally other = SharedTally.open(path)) {
      assertThat(other.lock().isLocked()).isFalse();
      assertThat(other.guarded().snapshot()).isEqualTo(BEFORE);
      other.guarded().set(AFTER);
    }
  }

  /** Many times, so that it is not always the watch that finds the hold first. */
  @ParameterizedTest
  @EnumSource
  void theRegionCanBeRemovedAndMadeAgain(Kind kind) throws Exception {
    for (int i = 0; i < 20; i++) {
      SharedTally shared = SharedTally.create(path, BEFORE);
      kind.run(() -> loseHold(shared));
      shared.remove();
      shared.close();
    }
    assertThat(path).doesNotExist();
  }

  @ParameterizedTest
  @EnumSource
  void allElementsOfAnAtomicArrayAreUndone(Kind kind) throws Exception {
    TallyRecord[] before = {BEFORE, BEFORE, BEFORE};
    try (SharedTally.Array shared = SharedTally.Array.create(path, List.of(before), ATOMIC_ARRAY)) {
      long version = shared.guarded().version();
      kind.run(() -> loseHoldOfAll(shared));
      assertThat(shared.guarded().snapshot()).containsExactly(before);
      takeLostLock(shared.lock());
      shared.lock().unlock();
      assertThat(shared.raw().stream().map(RawTally::toRecord)).containsExactly(before);
      assertThat(shared.guarded().version()).isGreaterThan(version);
    }
  }

  private static void loseHoldOfAll(SharedTally.Array shared) {
    shared.lock().lock();
    for (long i = 0; i < shared.length(); i++) {
      shared.guarded().count(i, HALF.count());
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneElementOfAPlainArrayIsUndone(Kind kind) throws Exception {
    TallyRecord[] before = {BEFORE, BEFORE, BEFORE};
    try (SharedTally.Array shared = SharedTally.Array.create(path, List.of(before))) {
      kind.run(() -> {
        shared.lock().lock();
        shared.guarded().update(1, raw -> raw.count(HALF.count()));
        shared.guarded().count(1, HALF.count() + 1);
      });
      takeLostLock(shared.lock());
      shared.lock().unlock();
      assertThat(shared.guarded().snapshot()).containsExactly(before);
    }
  }

  @ParameterizedTest
  @EnumSource
  void severalElementsOfAPlainArrayAreToldToEveryoneUntilRepaired(Kind kind) throws Exception {
    TallyRecord[] before = {BEFORE, BEFORE, BEFORE};
    try (SharedTally.Array shared = SharedTally.Array.create(path, List.of(before));
        SharedTally.Array other = SharedTally.Array.open(path);
        SharedTally.Array reader = SharedTally.Array.open(path, READ_ONLY)) {
      long version = shared.guarded().version();
      CountDownLatch held = new CountDownLatch(1);
      CountDownLatch ending = new CountDownLatch(1);
      Thread holder = kind.start(() -> {
        loseHoldOfAll(shared);
        held.countDown();
        awaitUninterrupted(ending);
      });
      held.await();
      ProcessBuilder command = Children.command(Waiting.POLLING, AwaitsLock.class, "array", path);
      try (ChildJvm child = ChildJvm.start(command)) {
        child.awaitLine("waiting");
        ending.countDown();
        holder.join();
        assertIsTold(() -> takeLostLock(shared.lock()));
        assertThat(child.finish()).containsExactly("waiting", "OwnerDiedException");
      }
      for (SharedTally.Array each : new SharedTally.Array[] {shared, other}) {
        assertIsTold(each.lock()::lock);
        assertIsTold(() -> each.guarded().count(0, 3));
        assertIsTold(() -> each.guarded().update(all -> all.count(2, 3)));
        assertIsTold(each.guarded()::snapshot);
      }
      assertIsTold(reader.guarded()::snapshot);
      assertThat(shared.lock().isLocked()).isFalse();
      other.guarded().repair(all -> all.fill(AFTER));
      assertThat(shared.guarded().snapshot()).containsExactly(AFTER, AFTER, AFTER);
      assertThat(reader.guarded().snapshot()).containsExactly(AFTER, AFTER, AFTER);
      assertThat(shared.guarded().version()).isGreaterThan(version);
      shared.guarded().count(0, 6);
    }
  }

  private static void assertIsTold(ThrowingCallable use) {
    assertThatThrownBy(use).isInstanceOf(OwnerDiedException.class);
  }

  @Test
  void anUpdateThatHasReturnedStays() throws Exception {
    try (SharedTally shared = SharedTally.create(path, BEFORE)) {
      Kind.PLATFORM.run(() -> {
        shared.guarded().set(AFTER);
        shared.lock().lock();
      });
      takeLostLock(shared.lock());
      shared.lock().unlock();
      assertThat(shared.guarded().snapshot()).isEqualTo(AFTER);
    }
  }
}
