package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.LockTimeoutException;
import org.sharedstruct.SharedLock;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.tests.child.HoldsLock;

/** With a lock timeout, nobody waits longer for the lock, and nobody is left to guess why. */
@SuppressWarnings("try") // a holder is there to hold, and is not used otherwise
class LockTimeoutTest {

  private static final Duration LIMIT = Duration.ofMillis(150);
  private static final SharedMemory.LockTimeout OPTION = SharedMemory.lockTimeout(LIMIT);
  private static final TallyRecord ZERO = new TallyRecord(0, 0);

  @TempDir Path folder;

  /** A thread that holds a lock until it is closed. */
  private static final class Holder implements AutoCloseable {

    private final CountDownLatch taken = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);
    private final Threads.Running<?> running;

    Holder(SharedLock lock) throws Exception {
      running = Threads.start(() -> hold(lock));
      assertThat(taken.await(Threads.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private boolean hold(SharedLock lock) throws InterruptedException {
      lock.lock();
      taken.countDown();
      boolean ended = end.await(Threads.LIMIT.toSeconds(), TimeUnit.SECONDS);
      lock.unlock();
      return ended;
    }

    @Override
    public void close() throws Exception {
      end.countDown();
      running.finish();
    }
  }

  private static void assertEachTimesOut(Map<String, ThrowingCallable> operations) {
    operations.forEach((name, operation) ->
        assertThatThrownBy(operation).as(name).isInstanceOf(LockTimeoutException.class));
  }

  @Test
  void endsEveryOperationOnAStruct() throws Exception {
    try (SharedTally shared = SharedTally.create(folder.resolve("tally"), OPTION)) {
      GuardedTally tally = shared.guarded();
      try (Holder holder = new Holder(shared.lock())) {
        Map<String, ThrowingCallable> operations = new LinkedHashMap<>();
        operations.put("setter", () -> tally.count(1));
        operations.put("set", () -> tally.set(new TallyRecord(1, 2)));
        operations.put("update", () -> tally.update(raw -> raw.count(1)));
        operations.put("compute", () -> tally.compute(raw -> raw.count(1).count()));
        operations.put("lock", () -> shared.lock().lock());
        operations.put("lockInterruptibly", () -> shared.lock().lockInterruptibly());
        assertEachTimesOut(operations);
        assertThat(shared.lock().tryLock(1, TimeUnit.MILLISECONDS)).as("its own time").isFalse();
        assertThat(tally.snapshot()).as("readers wait for nobody").isEqualTo(ZERO);
      }
      tally.count(3);
      assertThat(tally.snapshot()).isEqualTo(new TallyRecord(3, 0));
    }
  }

  @Test
  void endsEveryOperationOnAnArray() throws Exception {
    try (SharedTally.Array shared = SharedTally.Array.openOrCreate(folder.resolve("tallies"), 2, OPTION)) {
      GuardedTally.Array array = shared.guarded();
      try (Holder holder = new Holder(shared.lock())) {
        Map<String, ThrowingCallable> operations = new LinkedHashMap<>();
        operations.put("setter", () -> array.count(0, 1));
        operations.put("update", () -> array.update(0, raw -> raw.count(1)));
        operations.put("update all", () -> array.update(all -> all.count(0, 1)));
        operations.put("repair", () -> array.repair(all -> all.count(0, 1)));
        operations.put("fill", () -> array.fill(new TallyRecord(1, 2)));
        operations.put("copyCountFrom", () -> array.copyCountFrom(new long[2]));
        assertEachTimesOut(operations);
      }
      assertThat(array.snapshot()).containsOnly(ZERO);
    }
  }

  @Test
  void saysWhichThreadOfThisJvmHoldsTheLockAndWhere() throws Exception {
    Path path = folder.resolve("tally");
    SharedTally.create(path).close();
    try (SharedTally shared = SharedTally.open(path, OPTION); SharedTally other = SharedTally.open(path);
        Holder holder = new Holder(other.lock())) {
      LockTimeoutException thrown =
          catchThrowableOfType(LockTimeoutException.class, () -> shared.guarded().count(1));
      Thread thread = holder.running.thread();
      assertThat(thrown).hasMessageContainingAll("the lock of Tally in " + path, "was not free within 150 ms",
          "process " + ProcessHandle.current().pid(), thread.getName(), "for at least");
      assertThat(thrown.holder().orElseThrow().thread()).isEqualTo(thread.threadId());
      assertThat(thrown.waited()).isGreaterThanOrEqualTo(LIMIT);
      assertThat(thrown.getCause().getStackTrace()).extracting(StackTraceElement::getMethodName).contains("hold");
    }
  }

  @Test
  void saysWhichProcessHoldsTheLock() throws Exception {
    Path path = folder.resolve("tally");
    try (SharedTally shared = SharedTally.create(path, OPTION);
        ChildJvm child = ChildJvm.start(HoldsLock.class, path)) {
      assertThat(child.nextLine()).startsWith("holding");
      LockTimeoutException thrown =
          catchThrowableOfType(LockTimeoutException.class, () -> shared.guarded().count(1));
      assertThat(thrown).hasMessageContaining("process " + child.pid()).hasNoCause();
      child.goOn();
      child.finish();
      shared.guarded().count(1);
    }
  }

  @Test
  void isNotThereUnlessItIsAskedFor() throws Exception {
    try (SharedTally shared = SharedTally.create(folder.resolve("tally"))) {
      Threads.Running<?> writer;
      try (Holder holder = new Holder(shared.lock())) {
        writer = Threads.start(() -> {
          shared.guarded().count(1);
          return null;
        });
        writer.awaitWaiting();
        TimeUnit.NANOSECONDS.sleep(2 * LIMIT.toNanos());
        assertThat(writer.isDone()).isFalse();
      }
      writer.finish();
      assertThat(shared.guarded().count()).isEqualTo(1);
    }
  }

  @Test
  void endsAllThatWaitThroughOneHandle() throws Exception {
    try (SharedTally shared = SharedTally.create(folder.resolve("tally"), OPTION);
        Holder holder = new Holder(shared.lock())) {
      List<Threads.Running<LockTimeoutException>> writers = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        writers.add(Threads.start(() ->
            catchThrowableOfType(LockTimeoutException.class, () -> shared.guarded().count(1))));
      }
      for (Threads.Running<LockTimeoutException> writer : writers) {
        assertThat(writer.finish()).isNotNull();
      }
    }
  }

  @Test
  void keepsAnInterruptThatCameMeanwhile() throws Exception {
    try (SharedTally shared = SharedTally.create(folder.resolve("tally"), OPTION);
        Holder holder = new Holder(shared.lock())) {
      assertThat(Threads.<Boolean>run(() -> {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> shared.guarded().count(1)).isInstanceOf(LockTimeoutException.class);
        return Thread.interrupted();
      })).isTrue();
    }
  }

  @Test
  void endsAParallelStreamInsideAnUpdate() throws Exception {
    try (SharedTally.Array shared = SharedTally.Array.create(folder.resolve("tallies"), 64, OPTION)) {
      GuardedTally.Array array = shared.guarded();
      assertThatThrownBy(() -> array.update(all ->
          LongStream.range(0, all.length()).parallel().forEach(index -> all.count(index, 1))))
          .hasStackTraceContaining(LockTimeoutException.class.getName());
      assertThat(array.snapshot()).as("undone").containsOnly(ZERO);
    }
  }

  @Test
  void endsADeadlockOfTwoRegionsTakenInOppositeOrders() throws Exception {
    try (SharedTally one = SharedTally.create(folder.resolve("one"), OPTION);
        SharedTally two = SharedTally.create(folder.resolve("two"), OPTION)) {
      CyclicBarrier both = new CyclicBarrier(2);
      Threads.Running<Boolean> first = Threads.start(() -> timesOut(one, two, both));
      Threads.Running<Boolean> second = Threads.start(() -> timesOut(two, one, both));
      assertThat(first.finish() | second.finish()).as("one of them was told").isTrue();
      one.guarded().count(1);
      two.guarded().count(1);
    }
  }

  private static boolean timesOut(SharedTally outer, SharedTally inner, CyclicBarrier both) {
    try {
      outer.guarded().update(raw -> {
        raw.count(9);
        await(both);
        inner.guarded().count(9);
      });
      return false;
    } catch (LockTimeoutException told) {
      return true;
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(Threads.LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
