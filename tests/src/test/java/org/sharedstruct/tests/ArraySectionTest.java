package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sharedstruct.SchemaMismatchException;
import org.sharedstruct.SharedLock;
import org.sharedstruct.SharedMemory;

/** What is written over several elements of an array is one thing, as far as the array was made for it. */
class ArraySectionTest {

  /** The two kinds of arrays. */
  enum Kind {
    PLAIN, ATOMIC;

    SharedMemory.CreateArrayOption[] options() {
      return this == ATOMIC
          ? new SharedMemory.CreateArrayOption[] {SharedMemory.ATOMIC_ARRAY}
          : new SharedMemory.CreateArrayOption[0];
    }
  }

  private static final int LENGTH = 5;

  @TempDir Path folder;

  private Path path;
  private SharedTally.Array shared;
  private GuardedTally.Array array;

  private void create(Kind kind) throws Exception {
    path = folder.resolve("tallies");
    shared = SharedTally.Array.create(path, LENGTH, kind.options());
    array = shared.guarded();
  }

  @AfterEach
  void close() {
    shared.close();
  }

  private static TallyRecord tally(long count) {
    return new TallyRecord(count, 2 * count);
  }

  private static void setAll(GuardedTally.Array elements, long count) {
    for (long i = 0; i < elements.length(); i++) {
      elements.set(i, tally(count));
    }
  }

  private static List<TallyRecord> all(long count) {
    return LongStream.range(0, LENGTH).mapToObj(i -> tally(count)).toList();
  }

  @ParameterizedTest
  @EnumSource
  void anUpdateOfTheArrayWritesAllThatItSays(Kind kind) throws Exception {
    create(kind);
    array.update(all -> setAll(all, 7));
    assertThat(array.snapshot()).isEqualTo(all(7));
    assertThat(shared.lock().isLocked()).isFalse();
    long sum = array.compute(all -> {
      setAll(all, 8);
      return all.stream().mapToLong(Tally::count).sum();
    });
    assertThat(sum).isEqualTo(8 * LENGTH);
  }

  @ParameterizedTest
  @EnumSource
  void anExceptionUndoesAllThatTheUpdateWrote(Kind kind) throws Exception {
    create(kind);
    array.update(all -> setAll(all, 1));
    assertThatThrownBy(() -> array.update(all -> {
      all.set(0, tally(5));
      all.update(1, raw -> raw.count(5));
      all.count(2, 5);
      all.get(3).twice(5);
      all.count(0, 6);
      all.count(4, 6);
      throw new IllegalArgumentException("no");
    })).hasMessage("no");
    assertThat(array.snapshot()).isEqualTo(all(1));
    assertThat(shared.raw().stream().map(RawTally::toRecord)).isEqualTo(all(1));
    array.count(0, 2);
    assertThat(array.count(0)).as("and all goes on").isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void anUpdateWithinAnUpdateIsUndoneAlone(Kind kind) throws Exception {
    create(kind);
    array.update(all -> {
      all.count(0, 1);
      all.count(1, 1);
      failing(() -> all.update(inner -> {
        inner.count(1, 2);
        inner.count(2, 2);
        failing(() -> inner.update(1, raw -> raw.count(3)));
        assertThat(inner.count(1)).isEqualTo(2);
        inner.update(1, raw -> raw.count(4));
        inner.count(0, 4);
      }));
      all.count(3, 1);
      all.update(inner -> inner.count(1, 9));
    });
    assertThat(array.snapshot().stream().map(TallyRecord::count)).containsExactly(1L, 9L, 0L, 1L, 0L);
  }

  @ParameterizedTest
  @EnumSource
  void whatWasKeptInsideIsUndoneWithTheWhole(Kind kind) throws Exception {
    create(kind);
    array.update(all -> setAll(all, 1));
    failing(() -> array.update(all -> {
      all.update(0, raw -> raw.count(2));
      all.update(0, raw -> raw.count(3));
      all.update(inner -> {
        inner.count(0, 4);
        inner.count(1, 4);
        inner.update(2, raw -> raw.count(4));
      });
      all.update(inner -> inner.count(2, 5));
      all.count(1, 5);
    }));
    assertThat(array.snapshot()).isEqualTo(all(1));
  }

  /** Runs an action, after which it throws. */
  private interface Action {
    void run();
  }

  private void failing(Action action) {
    assertThatThrownBy(() -> array.update(all -> {
      action.run();
      throw new IllegalArgumentException("after it");
    })).hasMessage("after it");
  }

  @Test
  void othersSeeAllOfASectionOrNothing() throws Exception {
    create(Kind.ATOMIC);
    try (SharedTally.Array other = SharedTally.Array.open(path)) {
      GuardedTally.Array seen = other.guarded();
      array.update(all -> setAll(all, 1));
      long version = seen.version();
      array.update(all -> {
        setAll(all, 2);
        assertThat(seen.snapshot()).isEqualTo(all(1));
        assertThat(seen.snapshot(3)).isEqualTo(tally(1));
        assertThat(seen.twice(4)).isEqualTo(2);
        assertThat(all.snapshot()).as("one's own").isEqualTo(all(2));
        assertThat(seen.version()).isEqualTo(version);
      });
      assertThat(seen.snapshot()).isEqualTo(all(2));
      assertThat(seen.version()).isEqualTo(version + 1);
    }
  }

  @Test
  void aHoldOfTheLockIsOneSection() throws Exception {
    create(Kind.ATOMIC);
    try (SharedTally.Array other = SharedTally.Array.open(path)) {
      SharedLock lock = shared.lock();
      lock.lock();
      try {
        array.count(0, 3);
        array.update(1, raw -> raw.count(3));
        assertThat(other.guarded().snapshot()).isEqualTo(all(0));
      } finally {
        lock.unlock();
      }
      assertThat(other.guarded().snapshot().stream().map(TallyRecord::count))
          .containsExactly(3L, 3L, 0L, 0L, 0L);
    }
  }

  @Test
  void elementsOfAPlainArrayAreSeenOneByOne() throws Exception {
    create(Kind.PLAIN);
    try (SharedTally.Array other = SharedTally.Array.open(path)) {
      GuardedTally.Array seen = other.guarded();
      array.update(all -> {
        all.set(0, tally(1));
        assertThat(seen.snapshot(0)).isEqualTo(tally(0));
        all.set(1, tally(1));
        assertThat(seen.snapshot(0)).as("the element before is complete").isEqualTo(tally(1));
        assertThat(seen.snapshot(1)).isEqualTo(tally(0));
      });
      assertThat(seen.snapshot(1)).isEqualTo(tally(1));
    }
  }

  @Test
  void inAnAtomicArrayAnElementMayBeWrittenInsideAnUpdateOfAnother() throws Exception {
    create(Kind.ATOMIC);
    failing(() -> array.update(0, raw -> {
      raw.count(1);
      array.count(1, 1);
    }));
    assertThat(array.snapshot()).isEqualTo(all(0));
    array.update(0, raw -> {
      raw.count(1);
      array.count(1, 1);
    });
    assertThat(array.snapshot().stream().map(TallyRecord::count)).containsExactly(1L, 1L, 0L, 0L, 0L);
  }

  @ParameterizedTest
  @EnumSource
  void aRepairOfAWholeArrayIsAnUpdate(Kind kind) throws Exception {
    create(kind);
    array.repair(all -> setAll(all, 4));
    assertThat(array.snapshot()).isEqualTo(all(4));
    assertThatThrownBy(() -> array.repair(all -> {
      setAll(all, 5);
      throw new IllegalArgumentException("no");
    })).hasMessage("no");
    assertThat(array.snapshot()).isEqualTo(all(4));
  }

  @Test
  void openOrCreateWantsWhatItAsksFor() throws Exception {
    create(Kind.PLAIN);
    assertThatThrownBy(() -> SharedTally.Array.openOrCreate(path, LENGTH, SharedMemory.ATOMIC_ARRAY))
        .isInstanceOf(SchemaMismatchException.class)
        .hasMessageContaining("ATOMIC_ARRAY");
    Path other = folder.resolve("atomic");
    SharedTally.Array.openOrCreate(other, LENGTH, SharedMemory.ATOMIC_ARRAY).close();
    SharedTally.Array.openOrCreate(other, LENGTH, SharedMemory.ATOMIC_ARRAY).close();
    SharedTally.Array.openOrCreate(other, LENGTH).close();
  }
}
