package org.sharedstruct.support;

import java.lang.foreign.MemorySegment;

/**
 * The same field of many structs, seen from the heap as one Java array.
 *
 * @param <A> the array
 */
public abstract class Column<A> {

  Column() {}

  /** The same, of arrays that generated code has chosen by the type of the field. */
  @SuppressWarnings("unchecked") // it is given arrays of its own type only
  static Column<Object> of(Column<?> column) {
    return (Column<Object>) column;
  }

  abstract int length(A array);

  /** Reads the element of an array that lies at a place in memory. */
  abstract void load(MemorySegment memory, long offset, A array, int index);

  /** Writes it there. */
  abstract void store(MemorySegment memory, long offset, A array, int index);

  /** Whether an element is one word of memory, which is never torn. */
  abstract boolean isWord();

  /** Refuses an array with an element that memory has no room for; then none of its stores fails. */
  void check(String field, A array) {}

  /** Reads all elements, which lie so many bytes apart. */
  final void loadAll(MemorySegment memory, long offset, long stride, A array) {
    loadAll(memory, offset, stride, array, 0, length(array));
  }

  /** Reads some elements that lie so many bytes apart. */
  void loadAll(MemorySegment memory, long offset, long stride, A array, int from, int count) {
    for (int index = 0; index < count; index++) {
      load(memory, offset + index * stride, array, from + index);
    }
  }

  /** Writes elements that lie so many bytes apart. */
  void storeAll(MemorySegment memory, long offset, long stride, A array) {
    for (int index = 0; index < length(array); index++) {
      store(memory, offset + index * stride, array, index);
    }
  }
}
