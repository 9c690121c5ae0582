package org.sharedstruct.tests.child;

import java.util.Arrays;
import java.util.Collections;
import java.util.function.BiConsumer;
import org.sharedstruct.types.GuardedLong;
import org.sharedstruct.types.LongRecord;

/**
 * What may need more heap than there is: each writes 1 to all elements of a long array of zeros, but
 * {@link #BEGIN_ELEMENT}.
 */
public enum HeapHog {

  /** Each element by its setter. */
  UPDATE((array, full) -> array.update(HeapHog::setEach)),

  /** The same with a result. */
  COMPUTE((array, full) -> array.compute(all -> {
    setEach(all);
    return all.length();
  })),

  /** Each element from a record. */
  SET((array, full) -> array.update(all -> {
    for (long i = 0; i < all.length(); i++) {
      all.set(i, new LongRecord(1));
    }
  })),

  /** Each element in an update of its own. */
  NESTED((array, full) -> array.update(all -> {
    for (long i = 0; i < all.length(); i++) {
      all.update(i, raw -> raw.value(1));
    }
  })),

  /**
   * All in an update within another one, which may fail alone: the outer writes the first and the
   * last.
   */
  CAUGHT((array, full) -> array.update(all -> {
    all.value(0, 1);
    try {
      all.update(HeapHog::setEach);
    } catch (OutOfMemoryError caught) {
      // there is heap again
    }
    all.value(all.length() - 1, 1);
  })),

  /** In bulk. */
  FILL((array, full) -> array.fill(new LongRecord(1))),

  /** In bulk, from a list that takes no heap. */
  SET_ALL((array, full) ->
      array.setAll(Collections.nCopies(Math.toIntExact(array.length()), new LongRecord(1)))),

  /** In bulk, from an array on the heap. */
  COPY((array, full) -> array.copyValueFrom(ones(array))),

  /** Where the heap is full before it begins. */
  BEGIN((array, full) -> full.around(() -> array.update(HeapHog::setEach))),

  /** The same, for the first element alone. */
  BEGIN_ELEMENT((array, full) -> full.around(() -> array.update(0, raw -> raw.value(1)))),

  /** The same, with an array that is half written: only this may be done with it. */
  REPAIR((array, full) -> array.repair(HeapHog::setEach)),

  /** The same, where the heap is full before it begins. */
  BEGIN_REPAIR((array, full) -> full.around(() -> array.repair(HeapHog::setEach)));

  private final BiConsumer<GuardedLong.Array, FullHeap> call;

  HeapHog(BiConsumer<GuardedLong.Array, FullHeap> call) {
    this.call = call;
  }

  /** Whether it needs an array whose writer was killed. */
  public boolean isRepair() {
    return name().endsWith("REPAIR");
  }

  void run(GuardedLong.Array array, FullHeap full) {
    call.accept(array, full);
  }

  private static void setEach(GuardedLong.Array all) {
    for (long i = 0; i < all.length(); i++) {
      all.value(i, 1);
    }
  }

  private static long[] ones(GuardedLong.Array array) {
    long[] ones = new long[Math.toIntExact(array.length())];
    Arrays.fill(ones, 1);
    return ones;
  }
}
