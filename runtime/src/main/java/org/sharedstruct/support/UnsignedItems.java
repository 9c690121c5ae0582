package org.sharedstruct.support;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

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
    put(array, index, switch (bits) {
      case Byte.SIZE -> Byte.toUnsignedLong(memory.get(JAVA_BYTE, offset));
      case Short.SIZE -> Short.toUnsignedLong(memory.get(JAVA_SHORT, offset));
      default -> Integer.toUnsignedLong(memory.get(JAVA_INT, offset));
    });
  }

  @Override
  final void store(MemorySegment memory, long offset, A array, int index) {
    long value = value(array, index);
    switch (bits) {
      case Byte.SIZE -> memory.set(JAVA_BYTE, offset, (byte) value);
      case Short.SIZE -> memory.set(JAVA_SHORT, offset, (short) value);
      default -> memory.set(JAVA_INT, offset, (int) value);
    }
  }
}
