package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two handles of one JVM on one file are as two processes to each other. */
class TwoHandlesTest {

  @TempDir Path folder;

  private SharedTally one;
  private SharedTally other;

  @BeforeEach
  void open() throws Exception {
    one = SharedTally.create(folder.resolve("tally"));
    other = SharedTally.open(folder.resolve("tally"));
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
  }

  @Test
  void oneExcludesTheOther() throws Exception {
    one.lock().lock();
    assertThat(other.lock().isLocked()).isTrue();
    assertThat(other.lock().isHeldByCurrentThread()).isFalse();
    assertThat(Threads.<Boolean>run(other.lock()::tryLock)).isFalse();
    Threads.Running<?> update = Threads.start(() -> {
      other.guarded().count(1);
      return null;
    });
    update.awaitWaiting();
    assertThat(update.isDone()).isFalse();
    one.lock().unlock();
    update.finish();
    assertThat(one.guarded().count()).isEqualTo(1);
  }

  @Test
  void nothingIsLostBetweenThem() throws Exception {
    Threads.Running<?> first = Threads.start(() -> increment(one.guarded()));
    Threads.Running<?> second = Threads.start(() -> increment(other.guarded()));
    first.finish();
    second.finish();
    assertThat(one.guarded().snapshot()).isEqualTo(new TallyRecord(200_000, 400_000));
  }

  private static Void increment(GuardedTally tally) {
    for (int i = 0; i < 100_000; i++) {
      tally.update(raw -> raw.count(raw.count() + 1).twice(raw.twice() + 2));
    }
    return null;
  }

  @Test
  void theOtherOneCannotUnlock() {
    one.lock().lock();
    assertThatThrownBy(other.lock()::unlock).isInstanceOf(IllegalMonitorStateException.class);
    assertThat(one.lock().isHeldByCurrentThread()).isTrue();
    one.lock().unlock();
  }

  @Test
  void theOtherOneSeesTheLastCommitDuringAnUpdate() {
    one.guarded().update(raw -> {
      raw.count(1);
      assertThat(one.guarded().count()).isEqualTo(1);
      assertThat(other.guarded().count()).isZero();
      assertThat(other.guarded().snapshot()).isEqualTo(new TallyRecord(0, 0));
      assertThat(other.raw().count()).isEqualTo(1);
    });
    assertThat(other.guarded().count()).isEqualTo(1);
  }

  @Test
  void aThreadThatWouldWaitForItselfIsTold() throws Exception {
    Threads.Running<?> thread = Threads.start(() -> {
      one.lock().lock();
      try {
        other.lock().lockInterruptibly();
        other.lock().unlock();
      } finally {
        one.lock().unlock();
      }
      return null;
    });
    long start = System.nanoTime();
    while (!thread.isDone() && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(5)) {
      Thread.sleep(10);
    }
    thread.thread().interrupt();
    assertThatThrownBy(thread::finish)
        .as("locked through one handle, locking through the other")
        .hasCauseInstanceOf(IllegalStateException.class);
  }
}
