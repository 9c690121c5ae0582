package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.SharedLock;

/** What closing a handle does to those who use it at that time. */
@SuppressWarnings("try") // to close at the wrong time is what is tested
class CloseTest {

  @TempDir Path folder;

  @Test
  void isRefusedWhileTheCallerHoldsTheLock() throws Exception {
    Path path = folder.resolve("xy");
    try (SharedXY shared = SharedXY.create(path)) {
      shared.lock().lock();
      assertThatThrownBy(shared::close).isInstanceOf(IllegalStateException.class)
          .hasMessage("XY in %s cannot be closed: thread %s (%s) holds its lock",
              path, Thread.currentThread().threadId(), Thread.currentThread().getName());
      shared.guarded().x(1);
      shared.lock().unlock();
      shared.guarded().y(2);
      assertThat(shared.guarded().snapshot()).isEqualTo(new XYRecord(1, 2));
      assertThat(shared.lock().isLocked()).isFalse();
    }
  }

  @Test
  void isRefusedInsideAnUpdate() throws Exception {
    try (SharedXY shared = SharedXY.create(folder.resolve("xy"), new XYRecord(1, 2))) {
      assertThatThrownBy(() -> shared.guarded().update(xy -> {
        xy.x(9);
        shared.close();
      })).isInstanceOf(IllegalStateException.class).hasMessageContaining("cannot be closed");
      assertThat(shared.guarded().snapshot()).isEqualTo(new XYRecord(1, 2));
      shared.guarded().x(3);
      assertThat(shared.guarded().snapshot()).isEqualTo(new XYRecord(3, 2));
    }
  }

  @Test
  void isRefusedWhileAnotherThreadHoldsTheLockThroughThisHandle() throws Exception {
    Path path = folder.resolve("xy");
    CountDownLatch tried = new CountDownLatch(1);
    try (SharedXY shared = SharedXY.create(path)) {
      Threads.Running<?> holder = Threads.start(() -> {
        shared.guarded().update(xy -> {
          xy.x(5);
          awaitUninterruptibly(tried);
        });
        return null;
      });
      Threads.await("the lock is taken", shared.lock()::isLocked);
      assertThatThrownBy(shared::close).isInstanceOf(IllegalStateException.class)
          .hasMessage("XY in %s cannot be closed: thread %s (%s) holds its lock",
              path, holder.thread().threadId(), holder.thread().getName());
      tried.countDown();
      holder.finish();
      assertThat(shared.guarded().x()).isEqualTo(5);
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      assertThat(latch.await(Threads.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A thread that is told that a handle is closed must not find it open afterwards. */
  @Test
  void thatIsRefusedIsNoticedByNobodyElse() throws Exception {
    Path path = folder.resolve("xy");
    SharedXY.create(path).close();
    long start = System.nanoTime();
    while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(4)) {
      SharedXY shared = SharedXY.open(path);
      List<Threads.Running<Boolean>> users = List.of(
          Threads.start(() -> staysClosedOnceClosed(shared.lock())),
          Threads.start(() -> staysClosedOnceClosed(shared.lock())));
      Thread.sleep(1);
      closeBetweenHolds(shared);
      for (Threads.Running<Boolean> user : users) {
        assertThat(user.finish()).as("closed once, it stays closed").isTrue();
      }
    }
  }

  private static boolean staysClosedOnceClosed(SharedLock lock) {
    for (;;) {
      try {
        lock.lock();
        lock.unlock();
      } catch (IllegalStateException closed) {
        break;
      }
    }
    try {
      lock.lock();
      lock.unlock();
      return false;
    } catch (IllegalStateException stillClosed) {
      return true;
    }
  }

  private static void closeBetweenHolds(SharedXY shared) {
    for (;;) {
      try {
        shared.close();
        return;
      } catch (IllegalStateException held) {
        // try again
      }
    }
  }

  @Test
  void leavesTheLockFreeWhoeverWasAboutToTakeIt() throws Exception {
    Path path = folder.resolve("xy");
    try (SharedXY observer = SharedXY.create(path)) {
      long start = System.nanoTime();
      while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(4)) {
        SharedXY shared = SharedXY.open(path);
        List<Threads.Running<Boolean>> users = List.of(
            Threads.start(() -> staysClosedOnceClosed(shared.lock())),
            Threads.start(() -> staysClosedOnceClosed(shared.lock())));
        closeBetweenHolds(shared);
        for (Threads.Running<Boolean> user : users) {
          user.finish();
        }
        assertThat(observer.lock().isLocked()).as("whether a thread of a closed handle has the lock").isFalse();
      }
    }
  }

  @Test
  void byTwoThreadsAtOnceIsAsByOne() throws Exception {
    Path path = folder.resolve("xy");
    SharedXY.create(path).close();
    long start = System.nanoTime();
    while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(2)) {
      SharedXY shared = SharedXY.open(path);
      CyclicBarrier barrier = new CyclicBarrier(2);
      List<Threads.Running<Void>> closers = List.of(
          Threads.start(() -> closeAt(barrier, shared)), Threads.start(() -> closeAt(barrier, shared)));
      for (Threads.Running<Void> closer : closers) {
        closer.finish();
      }
    }
  }

  private static Void closeAt(CyclicBarrier barrier, SharedXY shared) throws Exception {
    barrier.await(Threads.LIMIT.toSeconds(), TimeUnit.SECONDS);
    shared.close();
    return null;
  }

  @Test
  void isAllowedWhileAnotherHandleHoldsTheLock() throws Exception {
    Path path = folder.resolve("xy");
    try (SharedXY shared = SharedXY.create(path)) {
      shared.lock().lock();
      SharedXY.open(path).close();
      assertThat(shared.lock().isHeldByCurrentThread()).isTrue();
      shared.lock().unlock();
    }
  }

  @Test
  void endsTheWaitOfThoseWhoWaitForTheLock() throws Exception {
    Path path = folder.resolve("xy");
    try (SharedXY shared = SharedXY.create(path); SharedXY other = SharedXY.open(path)) {
      shared.lock().lock();
      Threads.Running<?> waiting = Threads.start(() -> {
        other.lock().lock();
        return null;
      });
      waiting.awaitWaiting();
      other.close();
      assertThatThrownBy(waiting::finish).hasCauseInstanceOf(IllegalStateException.class)
          .hasMessageContaining("XY in " + path + " is closed");
      shared.lock().unlock();
      assertThat(shared.lock().isLocked()).isFalse();
    }
  }

  @Test
  void endsReadersWithAnExceptionThatNamesTheFile() throws Exception {
    Path path = folder.resolve("xy");
    SharedXY shared = SharedXY.create(path);
    CountDownLatch reading = new CountDownLatch(1);
    Threads.Running<?> reader = Threads.start(() -> {
      for (;;) {
        shared.guarded().snapshot();
        reading.countDown();
      }
    });
    assertThat(reading.await(Threads.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    shared.close();
    assertThatThrownBy(reader::finish).cause()
        .isInstanceOf(IllegalStateException.class).hasMessage("XY in " + path + " is closed");
  }

  @Test
  void leavesALockWhoseMethodsThrow() throws Exception {
    Path path = folder.resolve("xy");
    SharedXY shared = SharedXY.create(path);
    SharedLock lock = shared.lock();
    shared.close();
    String closed = "XY in " + path + " is closed";
    assertThatThrownBy(lock::lock).isInstanceOf(IllegalStateException.class).hasMessage(closed);
    assertThatThrownBy(lock::tryLock).isInstanceOf(IllegalStateException.class).hasMessage(closed);
    assertThatThrownBy(() -> lock.tryLock(1, TimeUnit.DAYS))
        .isInstanceOf(IllegalStateException.class).hasMessage(closed);
    assertThatThrownBy(lock::lockInterruptibly)
        .isInstanceOf(IllegalStateException.class).hasMessage(closed);
    assertThatThrownBy(lock::isLocked).isInstanceOf(IllegalStateException.class).hasMessage(closed);
  }
}
