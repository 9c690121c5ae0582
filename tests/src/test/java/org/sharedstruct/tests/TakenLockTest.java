package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharedstruct.SharedWriter;
import org.sharedstruct.format.Format;
import org.sharedstruct.tests.child.RegionWords;

/** A writer whose lock was taken from it commits nothing, and what it leaves open is undone. */
@SuppressWarnings("try") // a session is held, and not used
class TakenLockTest {

  /** The word of a participant that there has never been. */
  private static final long STRANGER = 7_000_000L << Integer.SIZE | 1;

  @TempDir Path folder;

  private Path path;

  @BeforeEach
  void create() throws Exception {
    path = folder.resolve("xy");
    SharedXY.create(path, new XYRecord(1, 2)).close();
  }

  private void write(long word, long value) {
    try {
      RegionWords.setLong(path, word, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long read(long word) {
    try {
      return RegionWords.getLong(path, word);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first operation of a handle is not done in the same way as those after it. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void anUpdateCommitsNothing(int before) throws Exception {
    try (SharedXY shared = SharedXY.open(path)) {
      GuardedXY xy = shared.guarded();
      for (int i = 0; i < before; i++) {
        xy.y(2);
      }
      assertThatThrownBy(() -> xy.update(raw -> {
        raw.x(5);
        write(Format.LOCK, STRANGER);
      })).isInstanceOf(IllegalMonitorStateException.class)
          .hasMessageStartingWith("the lock of XY in " + path + " was lost while ");
      assertThat(xy.snapshot()).isEqualTo(new XYRecord(1, 2));
      xy.y(9);
      assertThat(xy.snapshot()).isEqualTo(new XYRecord(1, 9));
      assertThat(shared.lock().holder()).isEmpty();
    }
  }

  @Test
  void anUpdateOfAnArrayCommitsNoElement() throws Exception {
    path = folder.resolve("array");
    try (SharedXY.Array shared = SharedXY.Array.create(path, 2)) {
      long[] section = new long[1];
      assertThatThrownBy(() -> shared.guarded().update(all -> {
        all.x(0, 5);
        section[0] = read(Format.SEQ);
        write(Format.LOCK, STRANGER);
        all.x(1, 6);
      })).isInstanceOf(IllegalMonitorStateException.class);
      assertThat(read(Format.SEQ)).isEqualTo(section[0]);
      assertThat(RegionWords.getInt(path, Format.DIRTY)).isZero();
      assertThat(shared.guarded().snapshot()).containsOnly(new XYRecord(0, 0));
    }
  }

  private static Stream<Consumer<GuardedXY>> writesInAHold() {
    return Stream.of(xy -> xy.y(9), xy -> xy.update(raw -> raw.y(9)), xy -> xy.set(new XYRecord(9, 9)));
  }

  @ParameterizedTest
  @MethodSource("writesInAHold")
  void aHoldBeginsNothing(Consumer<GuardedXY> use) throws Exception {
    try (SharedXY shared = SharedXY.open(path)) {
      GuardedXY xy = shared.guarded();
      long section = read(Format.SEQ) + 1;
      xy.lock().lock();
      write(Format.LOCK, STRANGER);
      write(Format.SEQ, section);
      assertThatThrownBy(() -> use.accept(xy)).isInstanceOf(IllegalMonitorStateException.class);
      xy.lock().unlock();
      assertThat(read(Format.LOCK)).isEqualTo(STRANGER);
      assertThat(read(Format.SEQ)).isEqualTo(section);
      assertThat(shared.raw().toRecord()).isEqualTo(new XYRecord(1, 2));
    }
  }

  /** It undoes nothing, either: what is half written by then is the next owner's. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void anUpdateThatFailsDoesNotUndoWhatTheNextOwnerWrites(int before) throws Exception {
    try (SharedXY shared = SharedXY.open(path)) {
      GuardedXY xy = shared.guarded();
      for (int i = 0; i < before; i++) {
        xy.y(2);
      }
      long section = read(Format.SEQ) + 3;
      assertThatThrownBy(() -> xy.update(raw -> {
        raw.x(5);
        write(Format.SEQ, section);
        write(Format.LOCK, STRANGER);
        throw new IllegalArgumentException("no");
      })).hasMessage("no");
      assertThat(read(Format.SEQ)).isEqualTo(section);
      assertThat(shared.raw().x()).isEqualTo(5);
    }
  }

  private static Stream<Consumer<GuardedXY>> writes() {
    return Stream.of(xy -> xy.y(9), xy -> xy.update(raw -> raw.y(9)), xy -> {
      xy.lock().lock();
      xy.y(9);
      xy.lock().unlock();
    });
  }

  /** As the writer before would leave it, had it freed the word without a commit. */
  @ParameterizedTest
  @MethodSource("writes")
  void aSectionThatIsOpenWhileTheLockIsFreeIsUndone(Consumer<GuardedXY> write) throws Exception {
    try (SharedXY shared = SharedXY.open(path)) {
      GuardedXY xy = shared.guarded();
      xy.set(new XYRecord(3, 4));
      write(Format.SEQ, read(Format.SEQ) - 1);
      assertThat(xy.snapshot()).isEqualTo(new XYRecord(1, 2));
      write.accept(xy);
      assertThat(xy.snapshot()).isEqualTo(new XYRecord(1, 9));
    }
  }

  // writer sessions

  private static final Map<String, Consumer<GuardedXY>> SESSION_WRITES = Map.of(
      "setter", xy -> xy.y(9),
      "update", xy -> xy.update(raw -> raw.y(9)),
      "compute", xy -> xy.compute(raw -> raw.y(9)),
      "set", xy -> xy.set(new XYRecord(9, 9)),
      "lock", xy -> xy.lock().lock(),
      "tryLock", xy -> xy.lock().tryLock());

  private static Stream<Arguments> sessionWritesAndWords() {
    return SESSION_WRITES.keySet().stream()
        .flatMap(write -> Stream.of(Arguments.of(write, STRANGER), Arguments.of(write, 0)));
  }

  /** The word is the next owner's, or nobody's again. */
  @ParameterizedTest
  @MethodSource("sessionWritesAndWords")
  void aWriterSessionWritesNothing(String what, long word) throws Exception {
    Consumer<GuardedXY> write = SESSION_WRITES.get(what);
    try (SharedXY shared = SharedXY.open(path); SharedWriter writer = shared.writer()) {
      GuardedXY xy = shared.guarded();
      xy.update(raw -> raw.x(5));
      xy.y(6);
      long version = xy.version();
      write(Format.LOCK, word);
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> write.accept(xy)).isInstanceOf(IllegalMonitorStateException.class)
            .hasMessageStartingWith("the lock of XY in " + path + " was lost while ");
        assertThat(xy.snapshot()).isEqualTo(new XYRecord(5, 6));
        assertThat(xy.x()).isEqualTo(5);
        assertThat(RegionWords.getLong(path, Format.LOCK)).isEqualTo(word);
      }
      assertThat(xy.version()).isEqualTo(version);
      writer.close();
      assertThat(RegionWords.getLong(path, Format.LOCK)).isEqualTo(word);
      write(Format.LOCK, 0);
      xy.y(7);
      assertThat(xy.snapshot()).isEqualTo(new XYRecord(5, 7));
      assertThat(shared.lock().holder()).isEmpty();
    }
  }

  /** The commit of the next owner stays; between its stores, the readers of the session see what it has committed. */
  @Test
  void aWriterSessionReadsWhatTheNextOwnerCommits() throws Exception {
    try (SharedXY shared = SharedXY.open(path); SharedXY next = SharedXY.open(path);
        SharedWriter writer = shared.writer()) {
      GuardedXY xy = shared.guarded();
      xy.set(new XYRecord(5, 6));
      write(Format.LOCK, 0);
      Threads.run(() -> {
        next.guarded().update(raw -> {
          raw.x(8);
          assertThat(xy.snapshot()).isEqualTo(new XYRecord(5, 6));
          raw.y(8);
        });
        return null;
      });
      assertThat(xy.snapshot()).isEqualTo(new XYRecord(8, 8));
      assertThatThrownBy(() -> xy.x(1)).isInstanceOf(IllegalMonitorStateException.class);
    }
  }

  /** While the next owner is in the middle of something, the thread of the session reads as any other one. */
  @Test
  void aWriterSessionReadsTheUndoCopyOfTheNextOwner() throws Exception {
    try (SharedXY shared = SharedXY.open(path); SharedXY next = SharedXY.open(path);
        SharedWriter writer = shared.writer()) {
      GuardedXY xy = shared.guarded();
      xy.set(new XYRecord(5, 6));
      write(Format.LOCK, 0);
      CountDownLatch half = new CountDownLatch(1);
      CountDownLatch read = new CountDownLatch(1);
      Threads.Running<?> owner = Threads.start(() -> {
        next.guarded().update(raw -> {
          raw.x(8);
          half.countDown();
          await(read);
          raw.y(8);
        });
        return null;
      });
      await(half);
      assertThat(xy.snapshot()).isEqualTo(new XYRecord(5, 6));
      assertThat(xy.x()).isEqualTo(5);
      read.countDown();
      owner.finish();
      assertThat(xy.snapshot()).isEqualTo(new XYRecord(8, 8));
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(Threads.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** It must not take the hold of the session for its own: it would keep the lock for ever. */
  @ParameterizedTest
  @MethodSource("writes")
  void anotherThreadOfTheHandleTakesTheLockAfterThatAndGivesItBack(Consumer<GuardedXY> write) throws Exception {
    try (SharedXY shared = SharedXY.open(path); SharedXY other = SharedXY.open(path);
        SharedWriter writer = shared.writer()) {
      GuardedXY xy = shared.guarded();
      xy.set(new XYRecord(5, 6));
      write(Format.LOCK, 0);
      Threads.run(() -> {
        write.accept(xy);
        assertThat(shared.lock().holder()).isEmpty();
        return null;
      });
      assertThat(xy.snapshot()).isEqualTo(new XYRecord(5, 9));
      Threads.run(() -> {
        other.guarded().x(7);
        return null;
      });
      assertThat(xy.snapshot()).isEqualTo(new XYRecord(7, 9));
    }
  }

  /** The update is not committed, since it was undone by the next owner, though the lock is this handle's again. */
  @ParameterizedTest
  @MethodSource("writes")
  void anUpdateOfASessionIsNotSavedByAnotherWriteInIt(Consumer<GuardedXY> write) throws Exception {
    try (SharedXY shared = SharedXY.open(path); SharedWriter writer = shared.writer()) {
      GuardedXY xy = shared.guarded();
      assertThatThrownBy(() -> xy.update(raw -> {
        raw.x(5);
        write(Format.LOCK, 0);
        write.accept(xy);
      })).isInstanceOf(IllegalMonitorStateException.class);
      assertThat(xy.x()).isEqualTo(1);
      writer.close();
      assertThat(shared.lock().holder()).isEmpty();
    }
  }

  /** It has ended when another thread of the handle had the lock. */
  @Test
  void aSessionThatWasLostEndsNoLaterOne() throws Exception {
    try (SharedXY shared = SharedXY.open(path)) {
      SharedWriter lost = shared.writer();
      write(Format.LOCK, 0);
      Threads.run(() -> {
        shared.guarded().x(5);
        return null;
      });
      try (SharedWriter later = shared.writer()) {
        lost.close();
        assertThat(Threads.<Boolean>run(shared.lock()::tryLock)).isFalse();
        shared.guarded().y(6);
      }
      assertThat(shared.guarded().snapshot()).isEqualTo(new XYRecord(5, 6));
      assertThat(shared.lock().holder()).isEmpty();
    }
  }
}
