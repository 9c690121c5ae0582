package org.sharedstruct.support;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * How a value that is more than one word of memory, or no primitive, lies in memory. One field has one
 * codec, a constant of the generated raw view, so that the compiler sees through it.
 *
 * <p>A codec is immutable. Reading may meet bytes that somebody is just writing: it must not fail on
 * them in any other way than by an {@link org.sharedstruct.InvalidValueException}, which guarded reads
 * take for a reason to read again until nobody has written in between.
 *
 * @param <T> the value's type
 */
public abstract class Codec<T> {

  private final long size;
  private final Column<T[]> column = new Column<>() {
    @Override
    int length(T[] array) {
      return array.length;
    }

    @Override
    boolean isWord() {
      return Codec.this.isWord();
    }

    @Override
    void check(String field, T[] array) {
      Codec.this.check(Arrays.asList(array));
    }

    @Override
    void load(MemorySegment memory, long offset, T[] array, int index) {
      array[index] = get(memory, offset);
    }

    @Override
    void store(MemorySegment memory, long offset, T[] array, int index) {
      set(memory, offset, array[index]);
    }
  };

  Codec(long size) {
    this.size = size;
  }

  /**
   * The values of many structs, as an array.
   *
   * @return the column
   */
  public final Column<T[]> column() {
    return column;
  }

  /** Whether a value is one word of memory, which is never torn. */
  boolean isWord() {
    return false;
  }

  /** Refuses values that {@link #set} would refuse. */
  final void check(Iterable<? extends T> values) {
    MemorySegment scratch = Arena.ofAuto().allocate(size, Long.BYTES);
    for (T value : values) {
      set(scratch, 0, value);
    }
  }

  /** Bytes that a value takes. */
  final long size() {
    return size;
  }

  /** Reads a value. */
  abstract T get(MemorySegment memory, long offset);

  /** Writes a value: all of it or, if it is refused, nothing. */
  abstract void set(MemorySegment memory, long offset, T value);

  /** Reads the value of the last commit. */
  T get(ViewGuard guard, long index, long at) {
    return guard.read(index, at, this);
  }

  /** Writes a value, as one commit unless a section is open. */
  void set(ViewGuard guard, long index, long at, T value) {
    guard.write(index, at, this, value);
  }
}
