package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sharedstruct.SharedMemory.lockTimeout;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.LockTimeoutException;
import org.sharedstruct.tests.child.ProbesBytes;

/** Two copies of the library in one JVM are as two processes to each other, though the system sees one. */
class ClassLoadersTest {

  @TempDir Path folder;

  private Path path;
  private OtherClassLoader other;

  @BeforeEach
  void create() throws Exception {
    path = folder.resolve("tally");
    SharedTally.create(path).close();
    other = new OtherClassLoader();
  }

  @AfterEach
  void close() throws Exception {
    other.close();
  }

  @Test
  void oneWaitsWhileTheOtherHolds() throws Exception {
    try (SharedTally mine = SharedTally.open(path); OtherClassLoader.Handle theirs = other.openTally(path)) {
      Lock lock = theirs.lock();
      assertThat(lock.getClass().getClassLoader()).as("it is another copy").isNotEqualTo(getClass().getClassLoader());
      lock.lock();
      assertThat(Threads.run(() -> mine.lock().tryLock(500, TimeUnit.MILLISECONDS))).isFalse();
      assertThat(mine.lock().holder().orElseThrow().isAlive()).isTrue();
      lock.unlock();
      mine.lock().lock();
      assertThat(Threads.run(() -> lock.tryLock(500, TimeUnit.MILLISECONDS))).isFalse();
      mine.lock().unlock();
    }
  }

  @Test
  void oneGetsWhatTheOtherGivesBackWhileItWaits() throws Exception {
    try (SharedTally mine = SharedTally.open(path); OtherClassLoader.Handle theirs = other.openTally(path)) {
      Lock lock = theirs.lock();
      mine.lock().lock();
      Threads.Running<Boolean> waiting = Threads.start(() -> {
        boolean locked = lock.tryLock(Threads.LIMIT.toSeconds(), TimeUnit.SECONDS);
        lock.unlock();
        return locked;
      });
      waiting.awaitWaiting();
      mine.lock().unlock();
      assertThat(waiting.finish()).isTrue();
    }
  }

  /** The bytes are those of the whole JVM for the system: closing one descriptor would lose them all. */
  @Test
  void closingOneDoesNotLoseTheBytesOfTheOther() throws Exception {
    Path lockFile = Children.lockFile(path);
    try (SharedTally mine = SharedTally.open(path)) {
      other.openTally(path).close();
      assertThat(ChildJvm.run(ProbesBytes.class, lockFile)).as("locked bytes").containsExactly("1");
      mine.guarded().count(1);
    }
    try (OtherClassLoader.Handle theirs = other.openTally(path)) {
      SharedTally.open(path).close();
      assertThat(ChildJvm.run(ProbesBytes.class, lockFile)).as("locked bytes").containsExactly("1");
      theirs.lock().lock();
      theirs.lock().unlock();
    }
  }

  @Test
  void aThreadThatWouldWaitForItselfIsTold() throws Exception {
    try (SharedTally mine = SharedTally.open(path);
        OtherClassLoader.Handle theirs = other.openTally(path)) {
      Threads.run(() -> {
        assertIsTold(mine.lock(), theirs.lock());
        assertIsTold(theirs.lock(), mine.lock());
        return null;
      });
      assertThat(mine.lock().isLocked()).isFalse();
    }
  }

  @Test
  void aTimeoutNamesTheThreadThatHoldsTheLockThroughTheOther() throws Exception {
    try (SharedTally mine = SharedTally.open(path, lockTimeout(Duration.ofMillis(200)));
        OtherClassLoader.Handle theirs = other.openTally(path);
        Holding holding = new Holding(theirs.lock())) {
      assertThatThrownBy(() -> mine.guarded().count(1))
          .isInstanceOf(LockTimeoutException.class)
          .hasMessageContaining("here \"" + holding + "\", holds it")
          .cause().satisfies(trace -> assertThat(trace.getStackTrace()).isNotEmpty());
    }
  }

  private static void assertIsTold(Lock held, Lock wanted) {
    held.lock();
    try {
      assertThatThrownBy(wanted::lock)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(Thread.currentThread() + " holds the lock")
          .hasMessageEndingWith("through another handle");
      assertThatThrownBy(wanted::lockInterruptibly).isInstanceOf(IllegalStateException.class);
    } finally {
      held.unlock();
    }
  }
}
