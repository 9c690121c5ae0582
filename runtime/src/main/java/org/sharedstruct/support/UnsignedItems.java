package org.sharedstruct.support;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The elements of an array of unsigned integers, which are wider on the heap than in memory.
 *
 * @param <A> the array on the heap
 */
public abstract class UnsignedItems<A> extends Items<A> {

  /** 8 bits, as {@code short} on the heap. */
  public static final Items<short[]> SHORTS_8 = shorts(8);

  /** 8 bits, as {@code int} on the heap. */
  public static final Items<int[]> INTS_8 = ints(8);

  /** 16 bits, as {@code int} on the heap. */
  public static final Items<int[]> INTS_16 = ints(16);

  /** 8 bits, as {@code long} on the heap. */
  public static final Items<long[]> LONGS_8 = longs(8);

  /** 16 bits, as {@code long} on the heap. */
  public static final Items<long[]> LONGS_16 = longs(16);

  /** 32 bits, as {@code long} on the heap. */
  public static final Items<long[]> LONGS_32 = longs(32);

  private final int bits;

  private UnsignedItems(int bits) {
    super(layout(bits));
    this.bits = bits;
  }

  private static ValueLayout layout(int bits) {
    return switch (bits) {
      case Byte.SIZE -> JAVA_BYTE;
      case Short.SIZE -> JAVA_SHORT;
      default -> JAVA_INT;
    };
  }

  private static Items<short[]> shorts(int bits) {
    return new UnsignedItems<>(bits) {
      @Override
      short[] make(int length) {
        return new short[length];
      }

      @Override
      int length(short[] array) {
        return array.length;
      }

      @Override
      long value(short[] array, int index) {
        return array[index];
      }

      @Override
      void put(short[] array, int index, long value) {
        array[index] = (short) value;
      }

      @Override
      void loadEach(MemorySegment memory, long offset, long stride, short[] array, int from, int count) {
        long at = offset;
        for (int index = from; index < from + count; index++) {
          array[index] = (short) load(memory, at);
          at += stride;
        }
      }

      @Override
      void storeEach(MemorySegment memory, long offset, long stride, short[] array) {
        long at = offset;
        for (int index = 0; index < array.length; index++) {
          store(memory, at, array[index]);
          at += stride;
        }
      }
    };
  }

  private static Items<int[]> ints(int bits) {
    return new UnsignedItems<>(bits) {
      @Override
      int[] make(int length) {
        return new int[length];
      }

      @Override
      int length(int[] array) {
        return array.length;
      }

      @Override
      long value(int[] array, int index) {
        return array[index];
      }

      @Override
      void put(int[] array, int index, long value) {
        array[index] = (int) value;
      }

      @Override
      void loadEach(MemorySegment memory, long offset, long stride, int[] array, int from, int count) {
        long at = offset;
        for (int index = from; index < from + count; index++) {
          array[index] = (int) load(memory, at);
          at += stride;
        }
      }

      @Override
      void storeEach(MemorySegment memory, long offset, long stride, int[] array) {
        long at = offset;
        for (int index = 0; index < array.length; index++) {
          store(memory, at, array[index]);
          at += stride;
        }
      }
    };
  }

  private static Items<long[]> longs(int bits) {
    return new UnsignedItems<>(bits) {
      @Override
      long[] make(int length) {
        return new long[length];
      }

      @Override
      int length(long[] array) {
        return array.length;
      }

      @Override
      long value(long[] array, int index) {
        return array[index];
      }

      @Override
      void put(long[] array, int index, long value) {
        array[index] = value;
      }

      @Override
      void loadEach(MemorySegment memory, long offset, long stride, long[] array, int from, int count) {
        long at = offset;
        for (int index = from; index < from + count; index++) {
          array[index] = load(memory, at);
          at += stride;
        }
      }

      @Override
      void storeEach(MemorySegment memory, long offset, long stride, long[] array) {
        long at = offset;
        for (int index = 0; index < array.length; index++) {
          store(memory, at, array[index]);
          at += stride;
        }
      }
    };
  }

  abstract long value(A array, int index);

  abstract void put(A array, int index, long value);

  @Override
  final boolean isBulk() {
    return false;
  }

  @Override
  final void check(String field, A array) {
    for (int index = 0; index < length(array); index++) {
      UnsignedRange.check(field, index, value(array, index), bits);
    }
  }

  @Override
  final void load(MemorySegment memory, long offset, A array, int index) {
    put(array, index, load(memory, offset));
  }

  @Override
  final void store(MemorySegment memory, long offset, A array, int index) {
    store(memory, offset, value(array, index));
  }

  final long load(MemorySegment memory, long offset) {
    return switch (bits) {
      case Byte.SIZE -> Byte.toUnsignedLong(memory.get(JAVA_BYTE, offset));
      case Short.SIZE -> Short.toUnsignedLong(memory.get(JAVA_SHORT_UNALIGNED, offset));
      default -> Integer.toUnsignedLong(memory.get(JAVA_INT_UNALIGNED, offset));
    };
  }

  final void store(MemorySegment memory, long offset, long value) {
    switch (bits) {
      case Byte.SIZE -> memory.set(JAVA_BYTE, offset, (byte) value);
      case Short.SIZE -> memory.set(JAVA_SHORT_UNALIGNED, offset, (short) value);
      default -> memory.set(JAVA_INT_UNALIGNED, offset, (int) value);
    }
  }
}
