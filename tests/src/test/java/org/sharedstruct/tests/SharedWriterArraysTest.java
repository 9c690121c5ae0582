package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sharedstruct.SharedMemory.ATOMIC_ARRAY;
import static org.sharedstruct.SharedMemory.READ_ONLY;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharedstruct.OwnerDiedException;
import org.sharedstruct.SharedWriter;
import org.sharedstruct.format.Format;
import org.sharedstruct.tests.LostHoldTest.Kind;
import org.sharedstruct.tests.child.RegionWords;

/** A writer session of an array: elements, all of them, bulk writes, and what is half written. */
@SuppressWarnings("try") // a session is held, and not used
class SharedWriterArraysTest {

  private static final int LENGTH = 3;

  @TempDir Path folder;

  private Path path;

  private SharedTally.Array create(boolean atomic) throws Exception {
    path = folder.resolve("tallies");
    return atomic
        ? SharedTally.Array.create(path, LENGTH, ATOMIC_ARRAY)
        : SharedTally.Array.create(path, LENGTH);
  }

  private static TallyRecord tally(long n) {
    return new TallyRecord(n, 2 * n);
  }

  private static List<TallyRecord> all(long n) {
    return Collections.nCopies(LENGTH, tally(n));
  }

  private static void setEach(GuardedTally.Array all, long n) {
    for (long i = 0; i < all.length(); i++) {
      all.set(i, tally(n));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void eachWriteIsSeenAtOnce(boolean atomic) throws Exception {
    try (SharedTally.Array shared = create(atomic);
        SharedTally.Array reader = SharedTally.Array.open(path, READ_ONLY)) {
      GuardedTally.Array array = shared.guarded();
      try (SharedWriter writer = shared.writer()) {
        for (int n = 1; n < 20; n += 5) {
          int now = n;
          long version = reader.guarded().version();
          array.update(n % LENGTH, raw -> raw.count(now).twice(2 * now));
          array.count(0, n);
          array.set(1, tally(n));
          assertThat(reader.guarded().version()).isEqualTo(version + 3);
          assertThat(reader.guarded().snapshot(n % LENGTH)).isEqualTo(tally(n));
          array.update(all -> setEach(all, now + 1));
          assertThat(reader.guarded().snapshot()).isEqualTo(all(n + 1));
          array.fill(tally(n + 2));
          assertThat(reader.guarded().snapshot()).isEqualTo(all(n + 2));
          array.setAll(all(n + 3));
          assertThat(reader.guarded().snapshot()).isEqualTo(all(n + 3));
          long[] counts = new long[LENGTH];
          Arrays.fill(counts, n + 4);
          array.copyCountFrom(counts);
          long[] copied = new long[LENGTH];
          reader.guarded().copyCountTo(copied);
          assertThat(copied).isEqualTo(counts);
          array.repair(all -> setEach(all, now + 5));
          assertThat(reader.guarded().snapshot()).isEqualTo(all(n + 5));
          assertThat(array.snapshot()).isEqualTo(all(n + 5));
          assertThat(Threads.<Boolean>run(shared.lock()::tryLock)).isFalse();
        }
      }
      assertThat(shared.lock().isLocked()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatThrowsIsUndone(boolean atomic) throws Exception {
    try (SharedTally.Array shared = create(atomic);
        SharedTally.Array reader = SharedTally.Array.open(path, READ_ONLY)) {
      GuardedTally.Array array = shared.guarded();
      try (SharedWriter writer = shared.writer()) {
        array.fill(tally(1));
        assertThatThrownBy(() -> array.update(all -> {
          setEach(all, 9);
          throw new IllegalStateException("as it was to be");
        })).hasMessage("as it was to be");
        assertThat(reader.guarded().snapshot()).isEqualTo(all(1));
        array.update(all -> {
          all.set(0, tally(2));
          assertThatThrownBy(() -> all.update(1, raw -> {
            raw.count(9);
            throw new IllegalStateException("the inner one");
          })).hasMessage("the inner one");
          all.set(2, tally(2));
        });
        assertThat(reader.guarded().snapshot()).containsExactly(tally(2), tally(1), tally(2));
        assertThat(Threads.<Boolean>run(shared.lock()::tryLock)).isFalse();
      }
      assertThat(shared.lock().isLocked()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void lockGroupsWritesToSeveralElements(boolean atomic) throws Exception {
    try (SharedTally.Array shared = create(atomic);
        SharedTally.Array reader = SharedTally.Array.open(path, READ_ONLY)) {
      try (SharedWriter writer = shared.writer()) {
        shared.guarded().fill(tally(1));
        shared.lock().lock();
        shared.guarded().set(0, tally(2));
        shared.guarded().set(1, tally(2));
        shared.guarded().set(2, tally(2));
        if (atomic) {
          assertThat(reader.guarded().snapshot()).isEqualTo(all(1));
        }
        shared.lock().unlock();
        assertThat(reader.guarded().snapshot()).isEqualTo(all(2));
        shared.guarded().set(0, tally(3));
        assertThat(reader.guarded().snapshot()).containsExactly(tally(3), tally(2), tally(2));
      }
    }
  }

  private static void leaveHalfWritten(SharedTally.Array shared) throws Exception {
    Kind.PLATFORM.run(() -> {
      shared.lock().lock();
      shared.guarded().set(0, tally(7));
      shared.guarded().set(1, tally(7));
    });
  }

  @Test
  void doesNotBeginWhereElementsAreHalfWritten() throws Exception {
    try (SharedTally.Array shared = create(false)) {
      leaveHalfWritten(shared);
      assertThatThrownBy(shared::writer).isInstanceOf(OwnerDiedException.class);
      assertThatThrownBy(shared::writer).isInstanceOf(OwnerDiedException.class);
      assertThat(shared.lock().isLocked()).isFalse();
      shared.guarded().repair(all -> setEach(all, 1));
      try (SharedWriter writer = shared.writer()) {
        shared.guarded().count(0, 2);
      }
      assertThat(shared.guarded().count(0)).isEqualTo(2);
    }
  }

  @Test
  void aThreadThatEndsInItAmongSeveralElementsIsTold() throws Exception {
    try (SharedTally.Array shared = create(false)) {
      Kind.PLATFORM.run(() -> {
        shared.writer();
        shared.guarded().fill(tally(1));
        shared.lock().lock();
        shared.guarded().set(0, tally(7));
        shared.guarded().set(1, tally(7));
      });
      assertThatThrownBy(shared.guarded()::snapshot).isInstanceOf(OwnerDiedException.class);
      assertThatThrownBy(shared::writer).isInstanceOf(OwnerDiedException.class);
      shared.guarded().repair(all -> setEach(all, 1));
      assertThat(shared.guarded().snapshot()).isEqualTo(all(1));
    }
  }

  /**
   * A bulk write that fails in the middle leaves elements half written, and nobody is at it any more: others must
   * not wait for the end of the session, nor its own thread. So that ends with it.
   */
  @Test
  void aBulkWriteThatFailsEndsItSinceElementsAreHalfWritten() throws Exception {
    try (SharedDevice.Array shared = SharedDevice.Array.create(folder.resolve("devices"), 200_000);
        SharedDevice.Array other = SharedDevice.Array.open(folder.resolve("devices"))) {
      SharedWriter writer = shared.writer();
      while (!failsAfterSomeStores(shared)) {
        shared.guarded().fill(RawDevice.allocate().toRecord());
      }
      assertTold(() -> Threads.run(other.guarded()::snapshot));
      assertTold(() -> Threads.run(shared.guarded()::snapshot));
      assertTold(() -> Threads.run(() -> other.guarded().port(3)));
      assertThatThrownBy(() -> shared.guarded().port(3, 1)).isInstanceOf(OwnerDiedException.class);
      assertThatThrownBy(shared.guarded()::snapshot).isInstanceOf(OwnerDiedException.class);
      writer.close();
      assertThat(shared.lock().isLocked()).isFalse();
      other.guarded().repair(all -> all.fill(RawDevice.allocate().toRecord()));
      assertThat(shared.guarded().color(0)).isEqualTo(Color.RED);
    }
  }

  private static void assertTold(ThrowingCallable read) {
    assertThatThrownBy(read).cause().isInstanceOf(OwnerDiedException.class);
  }

  /** Whether it failed; the spoiling may also come too late. */
  private static boolean failsAfterSomeStores(SharedDevice.Array shared) throws Exception {
    Color[] colors = new Color[Math.toIntExact(shared.length())];
    Arrays.fill(colors, Color.BLUE);
    Threads.Running<Void> spoiling = Threads.start(() -> {
      while (shared.raw().color(0) != Color.BLUE) {
        Thread.onSpinWait();
      }
      colors[colors.length - 1] = null;
      return null;
    });
    try {
      shared.guarded().copyColorFrom(colors);
      return false;
    } catch (NullPointerException refused) {
      return true;
    } finally {
      spoiling.finish();
    }
  }

  @Test
  void aSnapshotOfAllByAnotherThreadWaitsForTheEndOfTheOperationAlone() throws Exception {
    try (SharedTally.Array shared = create(false);
        SharedTally.Array other = SharedTally.Array.open(path)) {
      CountDownLatch begun = new CountDownLatch(1);
      try (SharedWriter writer = shared.writer()) {
        Threads.Running<List<TallyRecord>> reading = Threads.start(() -> {
          begun.await();
          return other.guarded().snapshot();
        });
        shared.guarded().update(all -> {
          all.set(0, tally(5));
          all.set(1, tally(5));
          begun.countDown();
          try {
            reading.awaitWaiting();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          assertThat(all.snapshot(0)).isEqualTo(tally(5));
          assertThat(all.snapshot()).as("of the thread itself").startsWith(tally(5), tally(5));
          all.set(2, tally(5));
        });
        assertThat(reading.finish()).isEqualTo(all(5));
      }
    }
  }

  /** One that has to take the lock for that does so within the session, if it is that thread's. */
  @Test
  void itsOwnReadsGoOnWhileSomethingDisturbs() throws Exception {
    try (SharedTally.Array shared = create(false)) {
      try (SharedWriter writer = shared.writer()) {
        shared.guarded().fill(tally(1));
        assertThat(shared.guarded().snapshot()).isEqualTo(all(1));
        assertThat(shared.lock().tryLock(1, TimeUnit.SECONDS)).isTrue();
        assertThat(shared.guarded().snapshot()).isEqualTo(all(1));
        shared.lock().unlock();
        assertThat(shared.guarded().stream().toList()).isEqualTo(all(1));
      }
    }
  }

  // where another process has taken the lock of the session

  @Test
  void onceItIsLostItsThreadIsToldWhatTheNextOwnerHasLeftHalfWritten() throws Exception {
    try (SharedTally.Array shared = create(false); SharedTally.Array next = SharedTally.Array.open(path);
        SharedWriter writer = shared.writer()) {
      shared.guarded().fill(tally(1));
      RegionWords.setLong(path, Format.LOCK, 0);
      leaveHalfWritten(next);
      assertThat(Threads.<Boolean>run(() -> isTold(next))).isTrue();
      assertThatThrownBy(() -> shared.guarded().count(2)).isInstanceOf(OwnerDiedException.class);
      assertThatThrownBy(() -> shared.guarded().snapshot(2)).isInstanceOf(OwnerDiedException.class);
      assertThatThrownBy(shared.guarded()::snapshot).isInstanceOf(OwnerDiedException.class);
    }
  }

  private static boolean isTold(SharedTally.Array shared) {
    try {
      shared.lock().lock();
      shared.lock().unlock();
      return false;
    } catch (OwnerDiedException told) {
      return true;
    }
  }

  @Test
  void onceItIsLostItsThreadWaitsForTheNextOwnerAsOthersDo() throws Exception {
    try (SharedTally.Array shared = create(false); SharedTally.Array next = SharedTally.Array.open(path);
        SharedWriter writer = shared.writer()) {
      shared.guarded().fill(tally(1));
      RegionWords.setLong(path, Format.LOCK, 0);
      CountDownLatch half = new CountDownLatch(1);
      Thread reader = Thread.currentThread();
      Threads.Running<?> owner = Threads.start(() -> {
        next.guarded().update(all -> {
          all.set(0, tally(8));
          all.set(1, tally(8));
          half.countDown();
          awaitWaiting(reader);
          all.set(2, tally(8));
        });
        return null;
      });
      assertThat(half.await(Threads.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(shared.guarded().snapshot()).isEqualTo(all(8));
      owner.finish();
    }
  }

  /** Until it waits, or for a second. */
  private static void awaitWaiting(Thread thread) {
    long begin = System.nanoTime();
    while (thread.getState() != Thread.State.TIMED_WAITING && System.nanoTime() - begin < 1_000_000_000L) {
      Thread.onSpinWait();
    }
  }
}
