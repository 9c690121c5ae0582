package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Updates of elements and of the array, one in the other in any way, some of which fail: what is there in
 * the end is what an array on the heap holds after the same.
 */
class RandomSectionsTest {

  private static final int LENGTH = 4;
  private static final int SECTIONS = 20_000;
  private static final long SEED = 4711;

  /** What an operation throws that is to fail. */
  private static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @TempDir Path folder;

  private final Random random = new Random(SEED);
  private final long[] expected = new long[LENGTH];
  private GuardedTally.Array array;
  private boolean atomic;
  private long next;

  @ParameterizedTest
  @EnumSource
  void nestedSectionsKeepAndUndoWhatTheyWrote(ArraySectionTest.Kind kind) throws Exception {
    atomic = kind == ArraySectionTest.Kind.ATOMIC;
    try (SharedTally.Array shared =
        SharedTally.Array.create(folder.resolve("tallies"), LENGTH, kind.options())) {
      array = shared.guarded();
      for (int i = 0; i < SECTIONS; i++) {
        operation(0, -1);
        assertAsExpected(i);
        assertThat(shared.lock().isLocked()).isFalse();
      }
    }
  }

  private void assertAsExpected(int section) {
    assertThat(array.stream().mapToLong(Tally::count).toArray()).as("after section %s of seed %s", section, SEED)
        .containsExactly(expected);
  }

  /** Does something at random. In an update of an element of a plain array, others are out of bounds. */
  private void operation(int depth, int only) {
    int index = only < 0 || atomic ? random.nextInt(LENGTH) : only;
    switch (random.nextInt(depth < 4 ? 5 : 1)) {
      case 0 -> set(index);
      case 1 -> attempt(() -> array.update(index, raw -> {
        raw.count(write(index));
        inner(depth, index);
      }));
      case 2 -> attempt(() -> array.update(all -> inner(depth, only)));
      case 3 -> attempt(() -> array.get(index).update(raw -> inner(depth, index)));
      default -> held(() -> inner(depth, only));
    }
  }

  private void set(int index) {
    long value = write(index);
    if (random.nextBoolean()) {
      array.count(index, value);
    } else {
      array.set(index, new TallyRecord(value, 0));
    }
  }

  private long write(int index) {
    expected[index] = ++next;
    return next;
  }

  private void inner(int depth, int only) {
    for (int left = random.nextInt(4); left > 0; left--) {
      operation(depth + 1, only);
    }
    if (random.nextInt(4) == 0) {
      throw new Failed();
    }
  }

  private void attempt(Runnable operation) {
    long[] before = expected.clone();
    try {
      operation.run();
    } catch (Failed failed) {
      System.arraycopy(before, 0, expected, 0, LENGTH);
    }
  }

  /** A hold of the lock undoes nothing by itself: what fails in it is undone by the operation around. */
  private void held(Runnable operation) {
    array.lock().lock();
    try {
      operation.run();
    } catch (Failed failed) {
      // as a user might
    } finally {
      array.lock().unlock();
    }
  }
}
