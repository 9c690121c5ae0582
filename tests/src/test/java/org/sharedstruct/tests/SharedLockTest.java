package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.SharedLock;

/** The region's lock is a {@code java.util.concurrent.locks.Lock}: what that promises between threads. */
class SharedLockTest {

  @TempDir Path folder;

  private SharedTally shared;
  private SharedLock lock;

  @BeforeEach
  void create() throws Exception {
    shared = SharedTally.create(folder.resolve("tally"));
    lock = shared.lock();
  }

  @AfterEach
  void close() {
    shared.close();
  }

  @Test
  void isReentrant() throws Exception {
    lock.lock();
    assertThat(lock.tryLock()).isTrue();
    assertThat(lock.tryLock(1, TimeUnit.DAYS)).isTrue();
    lock.lockInterruptibly();
    for (int held = 4; held > 0; held--) {
      assertThat(lock.isHeldByCurrentThread()).isTrue();
      assertThat(Threads.<Boolean>run(lock::tryLock)).isFalse();
      lock.unlock();
    }
    assertThat(lock.isHeldByCurrentThread()).isFalse();
    assertThat(lock.isLocked()).isFalse();
    assertThat(Threads.<Boolean>run(this::tryLockAndUnlock)).isTrue();
  }

  private boolean tryLockAndUnlock() {
    boolean locked = lock.tryLock();
    if (locked) {
      lock.unlock();
    }
    return locked;
  }

  @Test
  void saysWhetherItIsLockedAndByWhom() throws Exception {
    assertThat(lock.isLocked()).isFalse();
    assertThat(lock.isHeldByCurrentThread()).isFalse();
    lock.lock();
    assertThat(lock.isLocked()).isTrue();
    assertThat(lock.isHeldByCurrentThread()).isTrue();
    assertThat(Threads.<Boolean>run(lock::isLocked)).isTrue();
    assertThat(Threads.<Boolean>run(lock::isHeldByCurrentThread)).isFalse();
    lock.unlock();
    assertThat(lock.isLocked()).isFalse();
    assertThat(lock.isHeldByCurrentThread()).isFalse();
  }

  @Test
  void excludesOtherThreadsUntilUnlocked() throws Exception {
    lock.lock();
    Threads.Running<Boolean> other = Threads.start(() -> {
      lock.lock();
      boolean held = lock.isHeldByCurrentThread();
      lock.unlock();
      return held;
    });
    other.awaitWaiting();
    assertThat(other.isDone()).isFalse();
    lock.unlock();
    assertThat(other.finish()).isTrue();
  }

  @Test
  void aTimedTryLockGivesUpAfterItsTime() throws Exception {
    lock.lock();
    long waited = Threads.run(() -> {
      long start = System.nanoTime();
      assertThat(lock.tryLock(200, TimeUnit.MILLISECONDS)).isFalse();
      return System.nanoTime() - start;
    });
    lock.unlock();
    assertThat(TimeUnit.NANOSECONDS.toMillis(waited)).isBetween(200L, Threads.LIMIT.toMillis());
  }

  @Test
  void aTimedTryLockWithoutTimeDoesNotWait() throws Exception {
    lock.lock();
    assertThat(Threads.run(() -> lock.tryLock(0, TimeUnit.DAYS))).isFalse();
    assertThat(Threads.run(() -> lock.tryLock(-1, TimeUnit.DAYS))).isFalse();
    lock.unlock();
  }

  @Test
  void aTimedTryLockTakesWhatIsFreed() throws Exception {
    lock.lock();
    Threads.Running<Boolean> other = Threads.start(() -> {
      boolean locked = lock.tryLock(Threads.LIMIT.toSeconds(), TimeUnit.SECONDS);
      lock.unlock();
      return locked;
    });
    other.awaitWaiting();
    lock.unlock();
    assertThat(other.finish()).isTrue();
  }

  @Test
  void anInterruptEndsAnInterruptibleWait() throws Exception {
    lock.lock();
    Threads.Running<?> interruptible = Threads.start(() -> {
      lock.lockInterruptibly();
      return null;
    });
    Threads.Running<Boolean> timed = Threads.start(() -> lock.tryLock(1, TimeUnit.DAYS));
    interruptible.awaitWaiting();
    timed.awaitWaiting();
    interruptible.thread().interrupt();
    timed.thread().interrupt();
    assertThatThrownBy(interruptible::finish).hasCauseInstanceOf(InterruptedException.class);
    assertThatThrownBy(timed::finish).hasCauseInstanceOf(InterruptedException.class);
    lock.unlock();
    assertThat(lock.isLocked()).isFalse();
  }

  @Test
  void anInterruptBeforehandIsToldEvenIfTheLockIsFree() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(lock::lockInterruptibly).isInstanceOf(InterruptedException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> lock.tryLock(1, TimeUnit.DAYS)).isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
    assertThat(lock.isLocked()).isFalse();
  }

  @Test
  void lockKeepsTheInterruptStatus() throws Exception {
    lock.lock();
    Threads.Running<Boolean> other = Threads.start(() -> {
      lock.lock();
      try {
        return Thread.currentThread().isInterrupted();
      } finally {
        lock.unlock();
      }
    });
    other.awaitWaiting();
    other.thread().interrupt();
    Thread.sleep(20);
    assertThat(other.isDone()).as("the interrupt ended the wait").isFalse();
    lock.unlock();
    assertThat(other.finish()).as("interrupt status").isTrue();
  }

  @Test
  void aStrangerCannotUnlock() throws Exception {
    assertThatThrownBy(lock::unlock).isInstanceOf(IllegalMonitorStateException.class)
        .hasMessage(Thread.currentThread() + " does not hold the lock of Tally in " + shared.path());
    lock.lock();
    Threads.Running<?> stranger = Threads.start(() -> {
      lock.unlock();
      return null;
    });
    assertThatThrownBy(stranger::finish).hasCauseInstanceOf(IllegalMonitorStateException.class);
    assertThat(lock.isHeldByCurrentThread()).isTrue();
    lock.unlock();
    assertThatThrownBy(lock::unlock).isInstanceOf(IllegalMonitorStateException.class);
  }

  @Test
  void hasNoConditions() {
    assertThatThrownBy(lock::newCondition).isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("awaitChange");
  }

  @Test
  void nothingIsLostBetweenManyThreads() throws Exception {
    GuardedTally tally = shared.guarded();
    List<Threads.Running<?>> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      threads.add(Threads.start(() -> {
        for (int n = 0; n < 20_000; n++) {
          tally.update(raw -> raw.count(raw.count() + 1).twice(raw.twice() + 2));
        }
        return null;
      }));
    }
    for (Threads.Running<?> thread : threads) {
      thread.finish();
    }
    assertThat(tally.snapshot()).isEqualTo(new TallyRecord(160_000, 320_000));
  }

  @Test
  void virtualThreadsMayUseIt() throws Exception {
    GuardedTally tally = shared.guarded();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      threads.add(Thread.startVirtualThread(() -> {
        for (int n = 0; n < 3; n++) {
          lock.lock();
          try {
            tally.count(tally.count() + 1);
            Thread.yield();
            tally.twice(tally.twice() + 2);
          } finally {
            lock.unlock();
          }
        }
      }));
    }
    for (Thread thread : threads) {
      assertThat(thread.join(Threads.LIMIT)).isTrue();
    }
    assertThat(tally.snapshot()).isEqualTo(new TallyRecord(3_000, 6_000));
    assertThat(lock.isLocked()).isFalse();
  }
}
