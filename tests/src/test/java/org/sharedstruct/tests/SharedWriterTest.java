package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.sharedstruct.SharedMemory.READ_ONLY;
import static org.sharedstruct.SharedMemory.lockTimeout;
import static org.sharedstruct.tests.LostHoldTest.takeLostLock;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sharedstruct.LockTimeoutException;
import org.sharedstruct.SharedLock.Holder;
import org.sharedstruct.SharedLock.Waiting;
import org.sharedstruct.SharedWriter;
import org.sharedstruct.tests.LostHoldTest.Kind;
import org.sharedstruct.tests.child.TriesLock;
import org.sharedstruct.tests.child.WritesInSession;
import org.sharedstruct.types.SharedLong;

/** In a writer session of one struct each write is a commit of its own, and no other writer comes in between. */
@SuppressWarnings("try") // a session is held, and not used
class SharedWriterTest {

  private static final TallyRecord BEFORE = new TallyRecord(1, 2);

  @TempDir Path folder;

  private Path path;
  private SharedTally shared;
  private SharedTally other;
  private GuardedTally tally;

  @BeforeEach
  void create() throws Exception {
    path = folder.resolve("tally");
    shared = SharedTally.create(path, BEFORE);
    other = SharedTally.open(path);
    tally = shared.guarded();
  }

  @AfterEach
  void close() {
    other.close();
    shared.close();
  }

  private void assertFree() throws Exception {
    assertThat(shared.lock().isLocked()).isFalse();
    assertThat(shared.lock().isHeldByCurrentThread()).isFalse();
    assertThat(other.lock().tryLock()).isTrue();
    other.lock().unlock();
  }

  private void assertCommitted(TallyRecord values) {
    assertThat(other.guarded().snapshot()).isEqualTo(values);
    assertThat(other.guarded().count()).isEqualTo(values.count());
    assertThat(tally.snapshot()).isEqualTo(values);
  }

  @Test
  void eachWriteIsACommitThatOthersSeeAtOnce() {
    try (SharedWriter writer = shared.writer()) {
      Map<Runnable, TallyRecord> writes = new LinkedHashMap<>();
      writes.put(() -> tally.count(3), new TallyRecord(3, 2));
      writes.put(() -> tally.twice(6), new TallyRecord(3, 6));
      writes.put(() -> tally.update(raw -> raw.count(4).twice(8)), new TallyRecord(4, 8));
      writes.put(() -> assertThat(tally.<Long>compute(raw -> raw.count(5).twice(10).count())).isEqualTo(5),
          new TallyRecord(5, 10));
      writes.put(() -> tally.set(new TallyRecord(6, 12)), new TallyRecord(6, 12));
      writes.forEach((write, after) -> {
        long version = other.guarded().version();
        write.run();
        assertCommitted(after);
        assertThat(other.guarded().version()).isEqualTo(version + 1);
        assertThat(other.lock().isLocked()).isTrue();
      });
    }
  }

  @Test
  void soIsEachReadModifyWrite() throws Exception {
    try (SharedLong one = SharedLong.create(folder.resolve("long"));
        SharedLong two = SharedLong.open(folder.resolve("long"));
        SharedWriter writer = one.writer()) {
      long version = two.guarded().version();
      assertThat(one.guarded().getAndAddValue(3)).isZero();
      assertThat(two.guarded().value()).isEqualTo(3);
      assertThat(one.guarded().getAndSetValue(5)).isEqualTo(3);
      assertThat(two.guarded().value()).isEqualTo(5);
      assertThat(one.guarded().compareAndSetValue(5, 6)).isTrue();
      assertThat(two.guarded().value()).isEqualTo(6);
      assertThat(two.guarded().version()).isEqualTo(version + 3);
      assertThat(one.guarded().compareAndSetValue(5, 7)).isFalse();
      assertThat(two.guarded().version()).as("nothing was stored").isEqualTo(version + 3);
      assertThat(Threads.<Boolean>run(two.lock()::tryLock)).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void anotherProcessSeesThemWhileTheWriterIsIdle(Waiting waiting) throws Exception {
    try (ChildJvm child = ChildJvm.start(Children.command(waiting, WritesInSession.class, path))) {
      child.awaitLine("writing");
      for (int n = 5; n < 9; n++) {
        long version = tally.version();
        child.send(n);
        child.awaitLine("wrote " + n);
        assertThat(tally.snapshot()).isEqualTo(new TallyRecord(n, 2 * n));
        assertThat(tally.version()).isEqualTo(version + 1);
        Holder holder = shared.lock().holder().orElseThrow();
        assertThat(holder.process()).hasValue(child.pid());
        assertThat(shared.lock().tryLock()).isFalse();
      }
      child.finish();
      assertFree();
    }
  }

  @Test
  void anUpdateThatThrowsIsUndoneAndTheSessionGoesOn() throws Exception {
    try (SharedWriter writer = shared.writer()) {
      long version = tally.version();
      assertThatThrownBy(() -> tally.update(raw -> {
        raw.count(9);
        throw new IllegalStateException("as it was to be");
      })).hasMessage("as it was to be");
      assertCommitted(BEFORE);
      assertThat(tally.version()).isGreaterThan(version);
      assertThat(Threads.<Boolean>run(shared.lock()::tryLock)).isFalse();
      tally.update(raw -> raw.count(5).twice(10));
      assertCommitted(new TallyRecord(5, 10));
    }
  }

  @Test
  void anUpdateWithinAnUpdateIsPartOfIt() {
    try (SharedWriter writer = shared.writer()) {
      long version = tally.version();
      tally.update(raw -> {
        raw.count(5);
        tally.update(inner -> inner.twice(9));
        assertThatThrownBy(() -> tally.update(inner -> {
          inner.count(7).twice(7);
          throw new IllegalStateException("the inner one");
        })).hasMessage("the inner one");
        tally.twice(2 * raw.count());
        assertThat(other.guarded().snapshot()).isEqualTo(BEFORE);
        assertThat(tally.snapshot()).isEqualTo(new TallyRecord(5, 10));
      });
      assertCommitted(new TallyRecord(5, 10));
      assertThat(tally.version()).isEqualTo(version + 1);
    }
  }

  @Test
  void lockGroupsWritesIntoOneCommit() {
    try (SharedWriter writer = shared.writer()) {
      long version = tally.version();
      shared.lock().lock();
      tally.count(5);
      assertThat(shared.lock().tryLock()).isTrue();
      tally.update(raw -> raw.twice(9));
      shared.lock().unlock();
      tally.twice(10);
      assertThat(other.guarded().snapshot()).isEqualTo(BEFORE);
      assertThat(tally.snapshot()).as("to the thread itself").isEqualTo(new TallyRecord(5, 10));
      shared.lock().unlock();
      assertCommitted(new TallyRecord(5, 10));
      assertThat(tally.version()).isEqualTo(version + 1);
      tally.count(6);
      assertCommitted(new TallyRecord(6, 10));
      assertThat(tally.version()).isEqualTo(version + 2);
    }
  }

  @Test
  void itsReadsAreOfTheLastCommit() {
    try (SharedWriter writer = shared.writer()) {
      for (int n = 2; n < 20; n++) {
        tally.set(new TallyRecord(n, 2 * n));
        assertThat(tally.snapshot()).isEqualTo(new TallyRecord(n, 2 * n));
        assertThat(tally.count()).isEqualTo(n);
        assertThat(tally.difference()).isZero();
      }
    }
  }

  @Test
  void aSessionWithinASessionEndsWithTheOutermost() throws Exception {
    SharedWriter outer = shared.writer();
    SharedWriter inner = shared.writer();
    tally.count(3);
    inner.close();
    inner.close();
    tally.count(4);
    assertThat(other.guarded().count()).isEqualTo(4);
    assertThat(Threads.<Boolean>run(shared.lock()::tryLock)).isFalse();
    outer.close();
    assertFree();
  }

  @Test
  void theOrderInWhichTheyAreClosedDoesNotMatter() throws Exception {
    SharedWriter outer = shared.writer();
    SharedWriter inner = shared.writer();
    outer.close();
    outer.close();
    assertThat(Threads.<Boolean>run(shared.lock()::tryLock)).isFalse();
    inner.close();
    assertFree();
  }

  @Test
  void oneThatHasEndedEndsNoOther() throws Exception {
    SharedWriter first = shared.writer();
    first.close();
    try (SharedWriter second = shared.writer()) {
      first.close();
      assertThat(Threads.<Boolean>run(shared.lock()::tryLock)).isFalse();
    }
    assertFree();
  }

  @Test
  void beginsOnlyWhereTheThreadDoesNotHoldTheLock() throws Exception {
    String message = Thread.currentThread() + " holds the lock of Tally in " + path + " already; a writer"
        + " session begins before that is taken";
    shared.lock().lock();
    assertThatThrownBy(shared::writer).isInstanceOf(IllegalStateException.class).hasMessage(message);
    tally.count(3);
    shared.lock().unlock();
    tally.update(raw -> {
      assertThatThrownBy(shared::writer).isInstanceOf(IllegalStateException.class).hasMessage(message);
      raw.twice(6);
    });
    assertCommitted(new TallyRecord(3, 6));
    assertFree();
    try (SharedWriter writer = shared.writer()) {
      tally.count(4);
    }
    assertFree();
  }

  @Test
  void isNotBegunByAThreadThatHoldsTheLockThroughAnotherHandle() throws Exception {
    try (SharedWriter writer = shared.writer()) {
      assertThatThrownBy(other::writer).isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("through another handle");
      assertThatThrownBy(() -> other.guarded().count(3)).isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("through another handle");
    }
    assertFree();
  }

  @Test
  void isEndedByItsThreadAlone() throws Exception {
    SharedWriter writer = shared.writer();
    Threads.Running<?> stranger = Threads.start(() -> {
      writer.close();
      return null;
    });
    assertThatThrownBy(stranger::finish).cause().isInstanceOf(IllegalMonitorStateException.class)
        .hasMessageMatching("Thread\\[#" + stranger.thread().threadId() + ",.*] cannot end "
            + Pattern.quote(writer.toString()));
    tally.count(3);
    assertThat(Threads.<Boolean>run(shared.lock()::tryLock)).isFalse();
    writer.close();
    assertFree();
  }

  @Test
  void doesNotEndWithinAnUpdate() throws Exception {
    SharedWriter writer = shared.writer();
    tally.update(raw -> {
      assertRefusesToEnd(writer);
      raw.count(5);
      tally.update(inner -> {
        assertRefusesToEnd(writer);
        inner.twice(10);
      });
    });
    assertCommitted(new TallyRecord(5, 10));
    assertThat(Threads.<Boolean>run(shared.lock()::tryLock)).isFalse();
    writer.close();
    assertFree();
  }

  @Test
  void doesNotEndWhileTheThreadHoldsTheLock() throws Exception {
    SharedWriter writer = shared.writer();
    shared.lock().lock();
    tally.count(5);
    assertRefusesToEnd(writer);
    tally.twice(10);
    shared.lock().unlock();
    assertCommitted(new TallyRecord(5, 10));
    writer.close();
    assertFree();
  }

  private void assertRefusesToEnd(SharedWriter writer) {
    assertThatThrownBy(writer::close).isInstanceOf(IllegalStateException.class).hasMessage(
        "the writer session of %s in Tally in %s cannot end: the thread holds the lock, or is within an update,"
            + " that began in it", Thread.currentThread(), path);
  }

  @Test
  void unlockNeedsALockThatWasTakenInIt() throws Exception {
    try (SharedWriter writer = shared.writer()) {
      assertThatThrownBy(shared.lock()::unlock).isInstanceOf(IllegalMonitorStateException.class)
          .hasMessage(Thread.currentThread() + " does not hold the lock of Tally in " + path);
      tally.count(3);
      assertThatThrownBy(shared.lock()::unlock).isInstanceOf(IllegalMonitorStateException.class);
      shared.lock().lock();
      shared.lock().unlock();
      assertThatThrownBy(shared.lock()::unlock).isInstanceOf(IllegalMonitorStateException.class);
      assertThat(Threads.<Boolean>run(shared.lock()::tryLock)).isFalse();
      assertThat(shared.lock().isHeldByCurrentThread()).isTrue();
    }
    assertFree();
  }

  @Test
  void theHandleCannotBeClosedBefore() throws Exception {
    try (SharedWriter writer = shared.writer()) {
      Threads.Running<?> closing = Threads.start(() -> {
        shared.close();
        return null;
      });
      String message = "Tally in %s cannot be closed: thread %d (%s) holds its lock".formatted(
          path, Thread.currentThread().threadId(), Thread.currentThread().getName());
      assertThatThrownBy(closing::finish).cause().isInstanceOf(IllegalStateException.class).hasMessage(message);
      assertThatThrownBy(shared::close).isInstanceOf(IllegalStateException.class).hasMessage(message);
      tally.count(3);
    }
    shared.close();
    assertThat(other.guarded().count()).isEqualTo(3);
    assertThat(other.lock().isLocked()).isFalse();
  }

  @Test
  void otherWritersWaitForItsEnd() throws Exception {
    SharedWriter writer = shared.writer();
    Threads.Running<?> thread = Threads.start(() -> {
      tally.update(raw -> raw.count(raw.count() + 10));
      return null;
    });
    Threads.Running<?> handle = Threads.start(() -> {
      other.guarded().update(raw -> raw.count(raw.count() + 100));
      return null;
    });
    Threads.Running<?> session = Threads.start(() -> {
      try (SharedWriter next = other.writer()) {
        other.guarded().update(raw -> raw.count(raw.count() + 1_000));
      }
      return null;
    });
    try (ChildJvm process = ChildJvm.start(
        Children.command(Waiting.KERNEL, TriesLock.class, path, Threads.LIMIT.toMillis()))) {
      process.awaitLine("process " + process.pid());
      assertThat(process.nextLine()).startsWith("holder thread " + Thread.currentThread().threadId());
      thread.awaitWaiting();
      handle.awaitWaiting();
      session.awaitWaiting();
      for (int n = 2; n < 1_000; n++) {
        tally.count(n);
        assertThat(tally.count()).isEqualTo(n);
      }
      assertThat(thread.isDone() || handle.isDone() || session.isDone()).isFalse();
      tally.count(1);
      writer.close();
      thread.finish();
      handle.finish();
      session.finish();
      assertThat(process.finish()).endsWith("locked true");
    }
    assertThat(tally.count()).isEqualTo(1_111);
    assertFree();
  }

  @Test
  void tryLockOfOthersFails() throws Exception {
    try (SharedWriter writer = shared.writer()) {
      assertThat(Threads.<Boolean>run(shared.lock()::tryLock)).isFalse();
      assertThat(Threads.<Boolean>run(other.lock()::tryLock)).isFalse();
      assertThat(Threads.<Boolean>run(() -> other.lock().tryLock(20, TimeUnit.MILLISECONDS))).isFalse();
      assertThat(ChildJvm.run(TriesLock.class, path, 20)).endsWith("locked false");
      tally.count(3);
      assertThat(Threads.<Boolean>run(shared.lock()::tryLock)).as("after a commit").isFalse();
    }
    assertFree();
  }

  @Test
  void aLockTimeoutTellsWhoseSessionItIs() throws Exception {
    try (SharedTally hurried = SharedTally.open(path, lockTimeout(Duration.ofMillis(100)));
        SharedWriter writer = shared.writer()) {
      String who = "thread %d of process %d .*\"%s\", holds it.*".formatted(
          Thread.currentThread().threadId(), ProcessHandle.current().pid(), Thread.currentThread().getName());
      Threads.run(() -> {
        LockTimeoutException told =
            catchThrowableOfType(LockTimeoutException.class, () -> hurried.guarded().count(9));
        assertThat(told).hasMessageMatching("the lock of Tally in .* was not free within 100 ms: " + who);
        assertThat(told.holder().orElseThrow().isAlive()).isTrue();
        assertThatThrownBy(hurried::writer).isInstanceOf(LockTimeoutException.class);
        return null;
      });
      tally.count(3);
    }
    assertCommitted(new TallyRecord(3, 2));
    assertFree();
  }

  @Test
  void needsAHandleThatMayWrite() throws Exception {
    try (SharedTally reader = SharedTally.open(path, READ_ONLY)) {
      assertThatThrownBy(reader::writer).isInstanceOf(UnsupportedOperationException.class)
          .hasMessage("Tally in " + path + " is mapped for reading only and has no lock");
    }
  }

  @Test
  void needsAHandleThatIsOpen() throws Exception {
    SharedTally closed = SharedTally.open(path);
    closed.close();
    assertThatThrownBy(closed::writer).isInstanceOf(IllegalStateException.class)
        .hasMessage("Tally in " + path + " is closed");
  }

  @Test
  void closeAfterTheHandleDoesNothing() throws Exception {
    SharedTally handle = SharedTally.open(path);
    SharedWriter writer = handle.writer();
    writer.close();
    handle.close();
    writer.close();
    assertFree();
  }

  /** The hold is another thread's by then, or nobody's. */
  @ParameterizedTest
  @EnumSource
  void aThreadThatEndsInItIsLikeAProcessThatDied(Kind kind) throws Exception {
    long version = tally.version();
    kind.run(() -> {
      shared.writer();
      tally.set(new TallyRecord(5, 10));
      shared.lock().lock();
      tally.count(9);
    });
    takeLostLock(other.lock());
    other.lock().unlock();
    assertCommitted(new TallyRecord(5, 10));
    assertThat(tally.version()).isGreaterThan(version + 1);
    kind.run(() -> {
      shared.writer();
      tally.set(new TallyRecord(6, 12));
    });
    takeLostLock(shared.lock());
    assertThat(shared.raw().toRecord()).isEqualTo(new TallyRecord(6, 12));
    shared.lock().unlock();
    try (SharedWriter writer = shared.writer()) {
      tally.count(7);
    }
    assertFree();
  }

  /** Another process sees only that this one lives. */
  @ParameterizedTest
  @EnumSource
  void aThreadThatEndsInItKeepsNoOtherProcessWaiting(Waiting waiting) throws Exception {
    Kind.PLATFORM.run(() -> {
      shared.writer();
      tally.set(new TallyRecord(5, 10));
    });
    assertThat(ChildJvm.run(Children.command(waiting, TriesLock.class, path, Threads.LIMIT.toMillis())))
        .endsWith("locked true");
    assertCommitted(new TallyRecord(5, 10));
  }

  @Test
  void aThreadThatEndsInItLetsTheHandleBeClosed() throws Exception {
    Kind.PLATFORM.run(() -> {
      shared.writer();
      shared.writer();
      tally.set(new TallyRecord(5, 10));
    });
    shared.close();
    assertThat(other.guarded().snapshot()).isEqualTo(new TallyRecord(5, 10));
    other.guarded().count(6);
    assertThat(other.lock().holder()).isEmpty();
  }

  @Test
  void aVirtualThreadMayHaveOne() throws Exception {
    Kind.VIRTUAL.run(() -> {
      try (SharedWriter writer = shared.writer()) {
        for (int n = 0; n < 1_000; n++) {
          int now = n;
          tally.update(raw -> {
            raw.count(now);
            Thread.yield();
            raw.twice(2 * now);
          });
          Thread.yield();
          tally.count(now);
        }
      }
    });
    assertCommitted(new TallyRecord(999, 1_998));
    assertFree();
  }

  @Test
  void viewsWithALockOfTheUserTakePartInIt() throws Exception {
    ReentrantLock given = new ReentrantLock();
    GuardedTally view = shared.guarded(given);
    try (SharedWriter writer = shared.writer()) {
      long version = tally.version();
      view.count(3);
      view.update(raw -> {
        assertThat(given.isHeldByCurrentThread()).isTrue();
        raw.twice(6);
      });
      assertCommitted(new TallyRecord(3, 6));
      assertThat(tally.version()).isEqualTo(version + 2);
      assertThat(given.isLocked()).isFalse();
      assertThat(Threads.<Boolean>run(shared.lock()::tryLock)).isFalse();
    }
    assertFree();
  }

  @Test
  void itsThreadCannotWaitForACommit() throws Exception {
    try (SharedWriter writer = shared.writer()) {
      assertThatThrownBy(() -> tally.awaitChange(tally.version(), Duration.ofDays(1)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the holder of the lock of Tally in " + path + " cannot wait for a commit");
    }
  }

  @Test
  void otherThreadsOfTheHandleReadMeanwhile() throws Exception {
    TallyRecord committed = new TallyRecord(5, 10);
    try (SharedWriter writer = shared.writer()) {
      tally.set(committed);
      assertThat(Threads.<TallyRecord>run(tally::snapshot)).isEqualTo(committed);
      CountDownLatch written = new CountDownLatch(1);
      CountDownLatch seen = new CountDownLatch(1);
      Threads.Running<TallyRecord> reading = Threads.start(() -> {
        written.await();
        TallyRecord read = tally.snapshot();
        seen.countDown();
        return read;
      });
      tally.update(raw -> {
        raw.count(6);
        written.countDown();
        await(seen);
      });
      assertThat(reading.finish()).isEqualTo(committed);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(Threads.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatIsDoneWithTheFileWorksInIt() throws Exception {
    Path copy = folder.resolve("copy");
    try (SharedWriter writer = shared.writer()) {
      tally.set(new TallyRecord(5, 10));
      long version = tally.version();
      shared.force();
      shared.copyTo(copy);
      assertThat(shared.participants()).hasSize(2);
      assertThat(tally.version()).isEqualTo(version);
      SharedTally.open(path).close();
      tally.count(6);
      assertThat(Threads.<Boolean>run(shared.lock()::tryLock)).isFalse();
    }
    try (SharedTally copied = SharedTally.open(copy)) {
      assertThat(copied.guarded().snapshot()).isEqualTo(new TallyRecord(5, 10));
      assertThat(copied.lock().holder()).isEqualTo(Optional.empty());
    }
    assertFree();
  }

  /** Between two commits nothing is open; what was not told to the next owner is, as after any death. */
  @Test
  void aProcessThatIsKilledInItLeavesItsCommits() throws Exception {
    try (ChildJvm child = ChildJvm.start(WritesInSession.class, path)) {
      child.awaitLine("writing");
      child.send(5);
      child.awaitLine("wrote 5");
      long version = tally.version();
      child.kill();
      assertThat(tally.snapshot()).isEqualTo(new TallyRecord(5, 10));
      try (SharedWriter writer = shared.writer()) {
        assertThat(shared.raw().toRecord()).isEqualTo(new TallyRecord(5, 10));
        assertThat(tally.version()).isGreaterThan(version);
        tally.count(6);
      }
      assertCommitted(new TallyRecord(6, 10));
      assertFree();
    }
  }

  @Test
  void anUpdateThatGivesTheLockBackIsNotCommitted() {
    try (SharedWriter writer = shared.writer()) {
      assertThatThrownBy(() -> shared.guarded().update(tally -> shared.lock().unlock()))
          .isInstanceOf(IllegalMonitorStateException.class);
      shared.guarded().count(3);
      assertThat(shared.guarded().count()).isEqualTo(3);
    }
    assertThat(shared.lock().isLocked()).isFalse();
  }

  @Test
  void saysWhoseItIs() {
    try (SharedWriter writer = shared.writer()) {
      assertThat(writer).hasToString("the writer session of %s in Tally in %s", Thread.currentThread(), path);
    }
  }
}
