package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sharedstruct.SharedMemory.ATOMIC_ARRAY;
import static org.sharedstruct.SharedMemory.lockTimeout;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharedstruct.LockTimeoutException;
import org.sharedstruct.SharedMemory.LockTimeout;
import org.sharedstruct.tests.child.NestsUpdates;

/** Threads that wait for each other, and would for ever, end with a {@code lockTimeout}. */
class DeadlockTest {

  private static final int MANY = 100;
  private static final LockTimeout SHORT = lockTimeout(Duration.ofMillis(200));

  @TempDir Path folder;

  /** The workers of the stream wait for the lock of the thread that waits for them. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aParallelStreamInAnUpdateEndsAndTheUpdateIsUndone(boolean atomic) throws Exception {
    try (SharedTally.Array shared = atomic
            ? SharedTally.Array.create(folder.resolve("tallies"), 2, SHORT, ATOMIC_ARRAY)
            : SharedTally.Array.create(folder.resolve("tallies"), 2, SHORT)) {
      ForkJoinPool pool = new ForkJoinPool(2); // to close it would wait for its threads
      Future<?> update = pool.submit(() -> shared.guarded().update(DeadlockTest::writeInParallel));
      assertThatThrownBy(() -> update.get(Threads.LIMIT.toSeconds(), TimeUnit.SECONDS))
          .satisfies(failure -> assertThat(causes(failure))
              .anyMatch(LockTimeoutException.class::isInstance));
      pool.shutdown();
      assertThat(shared.lock().isLocked()).isFalse();
      assertThat(shared.guarded().snapshot()).containsOnly(new TallyRecord(0, 0));
      shared.guarded().update(all -> all.fill(new TallyRecord(1, 2)));
      assertThat(shared.guarded().snapshot()).containsOnly(new TallyRecord(1, 2));
    }
  }

  /** Two elements for two threads, so that none of them comes back when the update has ended. */
  private static void writeInParallel(GuardedTally.Array all) {
    Thread holder = Thread.currentThread();
    CountDownLatch other = new CountDownLatch(1);
    IntStream.range(0, 2).parallel().forEach(i -> {
      if (Thread.currentThread() == holder) {
        await(other);
      } else {
        other.countDown();
      }
      all.count(i, 7);
    });
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(Threads.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      causes.add(cause);
    }
    return causes;
  }

  @Test
  void twoThreadsThatTakeTwoLocksInOppositeOrdersBothEnd() throws Exception {
    try (SharedTally one = SharedTally.create(folder.resolve("one"), SHORT);
        SharedTally two = SharedTally.create(folder.resolve("two"), SHORT)) {
      CyclicBarrier inside = new CyclicBarrier(2);
      Threads.Running<Boolean> first = Threads.start(() -> countsInBoth(one, two, inside));
      Threads.Running<Boolean> second = Threads.start(() -> countsInBoth(two, one, inside));
      long done = (first.finish() ? 1 : 0) + (second.finish() ? 1 : 0);
      assertAtMostOneCounted(one, two, done);
    }
  }

  private static boolean countsInBoth(SharedTally outer, SharedTally inner, CyclicBarrier inside) {
    try {
      outer.guarded().update(raw -> {
        raw.count(raw.count() + 1);
        meet(inside);
        inner.guarded().update(nested -> nested.count(nested.count() + 1));
      });
      return true;
    } catch (LockTimeoutException told) {
      return false;
    }
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(Threads.LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void assertAtMostOneCounted(SharedTally one, SharedTally two, long done) {
    assertThat(done).as("at least one was told").isLessThan(2);
    assertThat(one.lock().isLocked() || two.lock().isLocked()).isFalse();
    assertThat(one.guarded().count()).as("of an update that failed").isEqualTo(done);
    assertThat(two.guarded().count()).isEqualTo(done);
  }

  @Test
  void twoProcessesThatTakeTwoLocksInOppositeOrdersBothEnd() throws Exception {
    Path first = folder.resolve("one");
    Path second = folder.resolve("two");
    try (SharedTally one = SharedTally.create(first); SharedTally two = SharedTally.create(second);
        ChildJvm forth = ChildJvm.start(NestsUpdates.class, first, second);
        ChildJvm back = ChildJvm.start(NestsUpdates.class, second, first)) {
      forth.awaitLine("inside");
      back.awaitLine("inside");
      forth.goOn();
      back.goOn();
      List<String> outcomes = List.of(forth.finish().getLast(), back.finish().getLast());
      assertThat(outcomes)
          .contains("LockTimeoutException").isSubsetOf("LockTimeoutException", "written");
      long done = outcomes.stream().filter("written"::equals).count();
      assertAtMostOneCounted(one, two, done);
    }
  }

  @ParameterizedTest
  @EnumSource
  void allOfManyWaitersAreTold(LostHoldTest.Kind kind) throws Exception {
    try (SharedTally shared = SharedTally.create(folder.resolve("tally"), SHORT)) {
      try (Holding holding = new Holding(shared.lock())) {
        List<FutureTask<Boolean>> waiters = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
          FutureTask<Boolean> waiter = new FutureTask<>(() -> isTold(shared));
          kind.start(waiter);
          waiters.add(waiter);
        }
        for (FutureTask<Boolean> waiter : waiters) {
          assertThat(waiter.get(Threads.LIMIT.toSeconds(), TimeUnit.SECONDS))
              .as("while %s is in", holding).isTrue();
        }
      }
      assertThat(shared.guarded().count()).isZero();
      shared.guarded().count(1);
      assertThat(shared.lock().isLocked()).isFalse();
    }
  }

  private static boolean isTold(SharedTally shared) {
    try {
      shared.guarded().update(raw -> raw.count(raw.count() + 1));
      return false;
    } catch (LockTimeoutException told) {
      return true;
    }
  }
}
