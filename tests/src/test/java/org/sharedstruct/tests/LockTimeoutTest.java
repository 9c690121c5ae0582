package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.sharedstruct.SharedMemory.ATOMIC_ARRAY;
import static org.sharedstruct.SharedMemory.READ_ONLY;
import static org.sharedstruct.SharedMemory.lockTimeout;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharedstruct.LockTimeoutException;
import org.sharedstruct.SharedLock;
import org.sharedstruct.SharedMemory.LockTimeout;
import org.sharedstruct.tests.LostHoldTest.Kind;
import org.sharedstruct.tests.child.HoldsLock;
import org.sharedstruct.tests.child.JavaCommand;
import org.sharedstruct.tests.child.TimesOut;
import org.sharedstruct.types.LongRecord;
import org.sharedstruct.types.SharedLong;

/**
 * With a {@code lockTimeout}, an operation that waits longer for the lock throws. It has done
 * nothing, and says who holds the lock.
 */
class LockTimeoutTest {

  private static final Duration LIMIT = Duration.ofMillis(200);
  private static final LockTimeout SHORT = lockTimeout(LIMIT);
  private static final LockTimeout LONG = lockTimeout(Threads.LIMIT);
  private static final LongRecord THREE = new LongRecord(3);

  @TempDir Path folder;

  private static Map<String, ThrowingCallable> operations(SharedLong shared) {
    Map<String, ThrowingCallable> all = new LinkedHashMap<>();
    all.put("lock", shared.lock()::lock);
    all.put("lockInterruptibly", shared.lock()::lockInterruptibly);
    all.put("update", () -> shared.guarded().update(raw -> raw.value(9)));
    all.put("compute", () -> shared.guarded().compute(raw -> raw.value(9)));
    all.put("set", () -> shared.guarded().set(new LongRecord(9)));
    all.put("a setter", () -> shared.guarded().value(9));
    all.put("getAndAdd", () -> shared.guarded().getAndAddValue(9));
    all.put("getAndSet", () -> shared.guarded().getAndSetValue(9));
    all.put("compareAndSet", () -> shared.guarded().compareAndSetValue(3, 9));
    return all;
  }

  private static Map<String, ThrowingCallable> operations(SharedLong.Array shared) {
    Map<String, ThrowingCallable> all = new LinkedHashMap<>();
    all.put("lock", shared.lock()::lock);
    all.put("lockInterruptibly", shared.lock()::lockInterruptibly);
    all.put("update one", () -> shared.guarded().update(1, raw -> raw.value(9)));
    all.put("update all", () -> shared.guarded().update(elements -> elements.value(1, 9)));
    all.put("compute one", () -> shared.guarded().compute(1, raw -> raw.value(9)));
    all.put("compute all",
        () -> shared.guarded().compute(elements -> elements.get(1).getAndAddValue(9)));
    all.put("set", () -> shared.guarded().set(1, new LongRecord(9)));
    all.put("setAll", () -> shared.guarded().setAll(List.of(new LongRecord(9), new LongRecord(9))));
    all.put("a setter", () -> shared.guarded().value(1, 9));
    all.put("a setter of a slice", () -> shared.guarded().slice(1, 1).value(0, 9));
    all.put("a setter of an element", () -> shared.guarded().get(1).value(9));
    all.put("getAndAdd", () -> shared.guarded().get(1).getAndAddValue(9));
    all.put("repair", () -> shared.guarded().repair(elements -> elements.value(1, 9)));
    all.put("fill", () -> shared.guarded().fill(new LongRecord(9)));
    all.put("copyValueFrom", () -> shared.guarded().copyValueFrom(new long[] {9, 9}));
    return all;
  }

  /** The name of this method is to be found in the cause. */
  private static void holdInHere(Holding.Body body) throws Exception {
    body.run();
  }

  private static LockTimeoutException assertTimesOut(String what, ThrowingCallable operation) {
    LockTimeoutException told = catchThrowableOfType(LockTimeoutException.class, operation);
    assertThat(told).as(what).isNotNull();
    assertThat(told.waited()).as(what).isGreaterThanOrEqualTo(LIMIT);
    return told;
  }

  @ParameterizedTest
  @EnumSource
  void everyOperationOnAStructSaysWhichThreadHoldsTheLock(Kind kind) throws Exception {
    Path path = folder.resolve("long");
    try (SharedLong shared = SharedLong.create(path, THREE, SHORT);
        SharedLong other = SharedLong.open(path, SHORT)) {
      long version = shared.guarded().version();
      try (Holding holding = new Holding(kind, shared.lock(), LockTimeoutTest::holdInHere)) {
        operations(shared).forEach((name, operation) -> assertIsTold(holding, name, operation));
        operations(other).forEach((name, operation) ->
            assertIsTold(holding, name + " of another handle", operation));
        assertThat(other.guarded().snapshot()).isEqualTo(THREE);
        assertThat(other.guarded().version()).isEqualTo(version);
      }
      assertThat(other.lock().isLocked()).isFalse();
      assertThat(shared.guarded().getAndAddValue(1)).isEqualTo(3);
      other.guarded().update(raw -> raw.value(raw.value() + 1));
      assertThat(shared.guarded().value()).isEqualTo(5);
    }
  }

  private static void assertIsTold(Holding holding, String what, ThrowingCallable operation) {
    LockTimeoutException told = assertTimesOut(what, operation);
    SharedLock.Holder holder = told.holder().orElseThrow();
    long process = ProcessHandle.current().pid();
    assertThat(holder.process()).as(what).hasValue(process);
    assertThat(holder.thread()).as(what).isEqualTo(holding.thread().threadId());
    assertThat(holder.isAlive()).as(what).isTrue();
    String who =
        "thread %s of process %s \\(.+\\), here \"the holder\",".formatted(holder.thread(), process);
    assertThat(told).as(what).hasMessageMatching(
        "the lock of .*long.* was not free within 200 ms: " + who + " holds it.*");
    assertThat(told.getCause()).as(what).hasMessage("what \"the holder\" was doing");
    assertThat(told.getCause().getStackTrace()).as(what)
        .anyMatch(frame -> frame.getMethodName().equals("holdInHere"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyOperationOnAnArraySaysWhichThreadHoldsTheLock(boolean atomic) throws Exception {
    LongRecord[] before = {THREE, THREE};
    Path path = folder.resolve("longs");
    try (SharedLong.Array shared = atomic
            ? SharedLong.Array.create(path, List.of(before), SHORT, ATOMIC_ARRAY)
            : SharedLong.Array.create(path, List.of(before), SHORT);
        SharedLong.Array other = SharedLong.Array.open(path, SHORT)) {
      long version = shared.guarded().version();
      try (Holding holding =
          new Holding(Kind.PLATFORM, shared.lock(), LockTimeoutTest::holdInHere)) {
        operations(shared).forEach((name, operation) -> assertIsTold(holding, name, operation));
        operations(other).forEach((name, operation) ->
            assertIsTold(holding, name + " of another handle", operation));
        assertThat(other.guarded().snapshot()).containsExactly(before);
        assertThat(other.guarded().version()).isEqualTo(version);
      }
      other.guarded().fill(new LongRecord(4));
      shared.guarded().update(all -> all.value(0, 5));
      assertThat(shared.guarded().snapshot()).containsExactly(new LongRecord(5), new LongRecord(4));
    }
  }

  @Test
  void everyWayToCreateAndToOpenLimitsTheWait() throws Exception {
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    try (SharedLong created = SharedLong.create(one, SHORT);
        SharedLong opened = SharedLong.open(one, SHORT);
        SharedLong found = SharedLong.openOrCreate(one, SHORT);
        SharedLong made = SharedLong.openOrCreate(folder.resolve("made"), SHORT);
        SharedLong temporary = SharedLong.createTemporary(SHORT)) {
      for (SharedLong each : List.of(created, opened, found, made, temporary)) {
        assertLimits(each.lock(), () -> each.guarded().update(raw -> raw.value(9)));
      }
    }
    try (SharedLong.Array created = SharedLong.Array.create(two, 2, SHORT);
        SharedLong.Array opened = SharedLong.Array.open(two, SHORT);
        SharedLong.Array found = SharedLong.Array.openOrCreate(two, 2, SHORT);
        SharedLong.Array made = SharedLong.Array.openOrCreate(folder.resolve("many"), 2, SHORT);
        SharedLong.Array temporary = SharedLong.Array.createTemporary(2, SHORT)) {
      for (SharedLong.Array each : List.of(created, opened, found, made, temporary)) {
        assertLimits(each.lock(), () -> each.guarded().update(all -> all.value(1, 9)));
      }
    }
  }

  private static void assertLimits(SharedLock lock, ThrowingCallable operation) throws Exception {
    try (Holding holding = new Holding(lock)) {
      assertTimesOut(lock + " is held by " + holding, operation);
    }
  }

  @Test
  void anInheritedRegionLimitsItAndIsToldWhichProcessHoldsTheLock() throws Exception {
    try (SharedTally shared = SharedTally.create(folder.resolve("tally"));
        SharedTally.Array array = SharedTally.Array.create(folder.resolve("tallies"), 2)) {
      ProcessBuilder command = JavaCommand.of(TimesOut.class);
      shared.passTo(command, "tally");
      array.passTo(command, "tallies");
      String told = ".* was not free within 200 ms: thread \\d+ of process %s \\(.+\\) holds it.*"
          .formatted(ProcessHandle.current().pid());
      try (Holding first = new Holding(shared.lock());
          Holding second = new Holding(array.lock());
          ChildJvm child = ChildJvm.start(command)) {
        assertThat(child.nextLine()).matches("the lock of .*tally" + told);
        assertThat(child.nextLine()).matches("the lock of .*tallies" + told);
        assertThat(shared.guarded().count() + array.guarded().count(1)).isZero();
        second.free();
        first.free();
        child.goOn();
        assertThat(child.nextLine()).isEqualTo("written");
        assertThat(child.nextLine()).isEqualTo("written");
        child.finish();
      }
      assertThat(shared.guarded().snapshot()).isEqualTo(new TallyRecord(5, 10));
      assertThat(array.guarded().snapshot(1)).isEqualTo(new TallyRecord(5, 10));
    }
  }

  @Test
  void theHolderInAnotherProcessIsNamed() throws Exception {
    Path path = folder.resolve("tally");
    try (SharedTally shared = SharedTally.create(path, SHORT);
        ChildJvm child = ChildJvm.start(HoldsLock.class, path)) {
      String[] ids = child.nextLine().split(" ");
      List<ThrowingCallable> operations = List.of(
          shared.lock()::lock,
          () -> shared.guarded().count(1),
          () -> shared.guarded().update(raw -> raw.count(1)));
      for (ThrowingCallable operation : operations) {
        LockTimeoutException told = assertTimesOut("with a holder in another process", operation);
        assertThat(told).hasNoCause().hasMessageContaining(
            ": thread %s of process %s (HoldsLock) holds it, for at least ".formatted(ids[2], ids[1]));
        assertThat(told.holder().orElseThrow().process()).hasValue(child.pid());
      }
      child.goOn();
      child.finish();
      shared.guarded().count(1);
    }
  }

  @Test
  void withoutTheOptionAWaitLastsUntilTheLockIsFree() throws Exception {
    Path path = folder.resolve("long");
    try (SharedLong limited = SharedLong.create(path, SHORT);
        SharedLong shared = SharedLong.open(path)) {
      Threads.Running<Long> waiting;
      try (Holding holding = new Holding(limited.lock())) {
        waiting = Threads.start(() -> shared.guarded().getAndAddValue(1));
        waiting.awaitWaiting();
        assertTimesOut("a limited wait, which begins later", () -> limited.guarded().value(9));
        assertThat(waiting.isDone()).as("%s lets nobody in", holding).isFalse();
      }
      waiting.finish();
      assertThat(shared.guarded().value()).isEqualTo(1);
    }
  }

  @Test
  void aWaitThatEndsInTimeIsAsEver() throws Exception {
    try (SharedLong shared = SharedLong.create(folder.resolve("long"), LONG)) {
      Threads.Running<Long> waiting;
      try (Holding holding = new Holding(shared.lock())) {
        waiting = Threads.start(() -> shared.guarded().getAndAddValue(1));
        waiting.awaitWaiting();
        assertThat(waiting.isDone()).as("%s lets nobody in", holding).isFalse();
      }
      waiting.finish();
      assertThat(shared.guarded().value()).isEqualTo(1);
    }
  }

  @Test
  void tryLockHasItsOwnTime() throws Exception {
    try (SharedLong shared = SharedLong.create(folder.resolve("long"), SHORT)) {
      Threads.Running<Boolean> patient;
      try (Holding holding = new Holding(shared.lock())) {
        patient = Threads.start(() -> shared.lock().tryLock(1, TimeUnit.DAYS));
        patient.awaitWaiting();
        long start = System.nanoTime();
        assertThat(shared.lock().tryLock(600, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - start))
            .isGreaterThanOrEqualTo(Duration.ofMillis(600));
        assertThat(shared.lock().tryLock()).isFalse();
        assertThat(patient.isDone()).as("%s lets nobody in", holding).isFalse();
      }
      assertThat(patient.finish()).isTrue();
    }
  }

  @Test
  void zeroDoesNotWait() throws Exception {
    Path path = folder.resolve("long");
    try (SharedLong shared = SharedLong.create(path, lockTimeout(Duration.ZERO))) {
      try (Holding holding = new Holding(shared.lock())) {
        assertThatThrownBy(() -> shared.guarded().value(9)).as("while %s is in", holding)
            .isInstanceOf(LockTimeoutException.class);
        assertThatThrownBy(shared.lock()::lockInterruptibly)
            .isInstanceOf(LockTimeoutException.class);
      }
      shared.guarded().value(1);
      Kind.PLATFORM.run(shared.lock()::lock);
      shared.guarded().value(2);
      assertThat(shared.guarded().value()).isEqualTo(2);
    }
  }

  @Test
  void anInterruptDoesNotEndTheWaitOfAnUpdateAndIsKept() throws Exception {
    Path path = folder.resolve("long");
    try (SharedLong shared = SharedLong.create(path, lockTimeout(Duration.ofSeconds(1)))) {
      try (Holding holding = new Holding(shared.lock())) {
        Threads.Running<Boolean> waiting = Threads.start(() -> {
          LockTimeoutException told = assertTimesOut("while " + holding + " is in",
              () -> shared.guarded().update(raw -> raw.value(9)));
          assertThat(told.waited()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
          return Thread.currentThread().isInterrupted();
        });
        waiting.awaitWaiting();
        waiting.thread().interrupt();
        assertThat(waiting.finish()).as("the status is kept").isTrue();
      }
    }
  }

  @Test
  void anInterruptEndsLockInterruptibly() throws Exception {
    Path path = folder.resolve("long");
    try (SharedLong shared = SharedLong.create(path, lockTimeout(Duration.ofDays(1)))) {
      try (Holding holding = new Holding(shared.lock())) {
        Threads.Running<?> waiting = Threads.start(() -> {
          shared.lock().lockInterruptibly();
          return null;
        });
        waiting.awaitWaiting();
        waiting.thread().interrupt();
        assertThatThrownBy(waiting::finish).as("while %s is in", holding)
            .hasCauseInstanceOf(InterruptedException.class);
      }
    }
  }

  @Test
  void aReadOnlyHandleTakesItAndReadsMeanwhile() throws Exception {
    Path path = folder.resolve("long");
    try (SharedLong shared = SharedLong.create(path, THREE);
        SharedLong reader = SharedLong.open(path, SHORT, READ_ONLY)) {
      try (Holding holding = new Holding(shared.lock())) {
        assertThat(reader.guarded().snapshot()).as("while %s is in", holding).isEqualTo(THREE);
        assertThat(reader.guarded().value()).isEqualTo(3);
      }
    }
  }
}
