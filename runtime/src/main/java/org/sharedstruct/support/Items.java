package org.sharedstruct.support;

import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_CHAR;
import static java.lang.foreign.ValueLayout.JAVA_CHAR_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The elements of an array of primitives, on the heap and in memory. In memory they need not follow each
 * other: a field of all structs of an array is read and written by the same rule.
 *
 * @param <A> the array on the heap
 */
public abstract class Items<A> extends Column<A> {

  /**
   * From one element of 4 bytes to the next but one. All but the last are loaded together with the 4 bytes that
   * follow, which lie in the array too: of such loads the compiler makes vectors, of loads with gaps it does
   * not. Where the bytes that follow are the low ones, they are loaded one by one.
   */
  private static final long PAIR_OF_INTS = 2L * Integer.BYTES;

  private static final long PAIR_OF_LONGS = 2L * Long.BYTES;

  /** The compiler checks less in a loop, where it knows how far apart the elements are. These are frequent. */
  private static final long THREE_INTS = 3L * Integer.BYTES;

  private static final long FOUR_INTS = 4L * Integer.BYTES;

  private static final boolean IS_LITTLE_ENDIAN = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

  /** Booleans, one byte each. */
  public static final Items<boolean[]> BOOLEANS = new Items<>(JAVA_BOOLEAN) {
    @Override
    boolean[] make(int length) {
      return new boolean[length];
    }

    @Override
    int length(boolean[] array) {
      return array.length;
    }

    @Override
    void load(MemorySegment memory, long offset, boolean[] array, int index) {
      array[index] = memory.get(JAVA_BOOLEAN, offset);
    }

    @Override
    void store(MemorySegment memory, long offset, boolean[] array, int index) {
      memory.set(JAVA_BOOLEAN, offset, array[index]);
    }

    @Override
    void loadEach(MemorySegment memory, long offset, long stride, boolean[] array, int from, int count) {
      long at = offset;
      for (int index = from; index < from + count; index++) {
        array[index] = memory.get(JAVA_BOOLEAN, at);
        at += stride;
      }
    }

    @Override
    void storeEach(MemorySegment memory, long offset, long stride, boolean[] array) {
      long at = offset;
      for (int index = 0; index < array.length; index++) {
        memory.set(JAVA_BOOLEAN, at, array[index]);
        at += stride;
      }
    }

    @Override
    boolean isBulk() {
      return false; // MemorySegment.copy knows no boolean[]
    }
  };

  /** Bytes. */
  public static final Items<byte[]> BYTES = new Items<>(JAVA_BYTE) {
    @Override
    byte[] make(int length) {
      return new byte[length];
    }

    @Override
    int length(byte[] array) {
      return array.length;
    }

    @Override
    void load(MemorySegment memory, long offset, byte[] array, int index) {
      array[index] = memory.get(JAVA_BYTE, offset);
    }

    @Override
    void store(MemorySegment memory, long offset, byte[] array, int index) {
      memory.set(JAVA_BYTE, offset, array[index]);
    }

    @Override
    void loadEach(MemorySegment memory, long offset, long stride, byte[] array, int from, int count) {
      long at = offset;
      for (int index = from; index < from + count; index++) {
        array[index] = memory.get(JAVA_BYTE, at);
        at += stride;
      }
    }

    @Override
    void storeEach(MemorySegment memory, long offset, long stride, byte[] array) {
      long at = offset;
      for (int index = 0; index < array.length; index++) {
        memory.set(JAVA_BYTE, at, array[index]);
        at += stride;
      }
    }
  };

  /** Shorts. */
  public static final Items<short[]> SHORTS = new Items<>(JAVA_SHORT) {
    @Override
    short[] make(int length) {
      return new short[length];
    }

    @Override
    int length(short[] array) {
      return array.length;
    }

    @Override
    void load(MemorySegment memory, long offset, short[] array, int index) {
      array[index] = memory.get(JAVA_SHORT, offset);
    }

    @Override
    void store(MemorySegment memory, long offset, short[] array, int index) {
      memory.set(JAVA_SHORT, offset, array[index]);
    }

    @Override
    void loadEach(MemorySegment memory, long offset, long stride, short[] array, int from, int count) {
      long at = offset;
      for (int index = from; index < from + count; index++) {
        array[index] = memory.get(JAVA_SHORT_UNALIGNED, at);
        at += stride;
      }
    }

    @Override
    void storeEach(MemorySegment memory, long offset, long stride, short[] array) {
      long at = offset;
      for (int index = 0; index < array.length; index++) {
        memory.set(JAVA_SHORT_UNALIGNED, at, array[index]);
        at += stride;
      }
    }
  };

  /** Chars. */
  public static final Items<char[]> CHARS = new Items<>(JAVA_CHAR) {
    @Override
    char[] make(int length) {
      return new char[length];
    }

    @Override
    int length(char[] array) {
      return array.length;
    }

    @Override
    void load(MemorySegment memory, long offset, char[] array, int index) {
      array[index] = memory.get(JAVA_CHAR, offset);
    }

    @Override
    void store(MemorySegment memory, long offset, char[] array, int index) {
      memory.set(JAVA_CHAR, offset, array[index]);
    }

    @Override
    void loadEach(MemorySegment memory, long offset, long stride, char[] array, int from, int count) {
      long at = offset;
      for (int index = from; index < from + count; index++) {
        array[index] = memory.get(JAVA_CHAR_UNALIGNED, at);
        at += stride;
      }
    }

    @Override
    void storeEach(MemorySegment memory, long offset, long stride, char[] array) {
      long at = offset;
      for (int index = 0; index < array.length; index++) {
        memory.set(JAVA_CHAR_UNALIGNED, at, array[index]);
        at += stride;
      }
    }
  };

  /** Ints. */
  public static final Items<int[]> INTS = new Items<>(JAVA_INT) {
    @Override
    int[] make(int length) {
      return new int[length];
    }

    @Override
    int length(int[] array) {
      return array.length;
    }

    @Override
    void load(MemorySegment memory, long offset, int[] array, int index) {
      array[index] = memory.get(JAVA_INT, offset);
    }

    @Override
    void store(MemorySegment memory, long offset, int[] array, int index) {
      memory.set(JAVA_INT, offset, array[index]);
    }

    @Override
    void loadEach(MemorySegment memory, long offset, long stride, int[] array, int from, int count) {
      if (stride == THREE_INTS) {
        for (int i = 0; i < count; i++) {
          array[from + i] = memory.get(JAVA_INT_UNALIGNED, offset + i * THREE_INTS);
        }
      } else if (stride == FOUR_INTS) {
        for (int i = 0; i < count; i++) {
          array[from + i] = memory.get(JAVA_INT_UNALIGNED, offset + i * FOUR_INTS);
        }
      } else {
        long at = offset;
        for (int index = from; index < from + count; index++) {
          array[index] = memory.get(JAVA_INT_UNALIGNED, at);
          at += stride;
        }
      }
    }

    @Override
    void storeEach(MemorySegment memory, long offset, long stride, int[] array) {
      if (stride == THREE_INTS) {
        for (int index = 0; index < array.length; index++) {
          memory.set(JAVA_INT_UNALIGNED, offset + index * THREE_INTS, array[index]);
        }
      } else if (stride == FOUR_INTS) {
        for (int index = 0; index < array.length; index++) {
          memory.set(JAVA_INT_UNALIGNED, offset + index * FOUR_INTS, array[index]);
        }
      } else {
        long at = offset;
        for (int index = 0; index < array.length; index++) {
          memory.set(JAVA_INT_UNALIGNED, at, array[index]);
          at += stride;
        }
      }
    }

    @Override
    void loadPaired(MemorySegment memory, long offset, int[] array, int from, int count) {
      MemorySegment target = MemorySegment.ofArray(array);
      long to = (long) from * Integer.BYTES;
      for (int i = 0; i < count - 1; i++) {
        int bits = (int) memory.get(JAVA_LONG_UNALIGNED, offset + i * PAIR_OF_INTS);
        target.set(JAVA_INT_UNALIGNED, to + i * (long) Integer.BYTES, bits);
      }
      load(memory, offset + (count - 1) * PAIR_OF_INTS, array, from + count - 1);
    }

    @Override
    void storePaired(MemorySegment memory, long offset, int[] array) {
      for (int index = 0; index < array.length; index++) {
        memory.set(JAVA_INT_UNALIGNED, offset + index * PAIR_OF_INTS, array[index]);
      }
    }
  };

  /** Longs. */
  public static final Items<long[]> LONGS = new Items<>(JAVA_LONG) {
    @Override
    long[] make(int length) {
      return new long[length];
    }

    @Override
    int length(long[] array) {
      return array.length;
    }

    @Override
    void load(MemorySegment memory, long offset, long[] array, int index) {
      array[index] = memory.get(JAVA_LONG, offset);
    }

    @Override
    void store(MemorySegment memory, long offset, long[] array, int index) {
      memory.set(JAVA_LONG, offset, array[index]);
    }

    @Override
    void loadEach(MemorySegment memory, long offset, long stride, long[] array, int from, int count) {
      long at = offset;
      for (int index = from; index < from + count; index++) {
        array[index] = memory.get(JAVA_LONG_UNALIGNED, at);
        at += stride;
      }
    }

    @Override
    void storeEach(MemorySegment memory, long offset, long stride, long[] array) {
      long at = offset;
      for (int index = 0; index < array.length; index++) {
        memory.set(JAVA_LONG_UNALIGNED, at, array[index]);
        at += stride;
      }
    }

    @Override
    void loadPaired(MemorySegment memory, long offset, long[] array, int from, int count) {
      for (int i = 0; i < count; i++) {
        array[from + i] = memory.get(JAVA_LONG_UNALIGNED, offset + i * PAIR_OF_LONGS);
      }
    }

    @Override
    void storePaired(MemorySegment memory, long offset, long[] array) {
      for (int index = 0; index < array.length; index++) {
        memory.set(JAVA_LONG_UNALIGNED, offset + index * PAIR_OF_LONGS, array[index]);
      }
    }
  };

  /** Floats. */
  public static final Items<float[]> FLOATS = new Items<>(JAVA_FLOAT) {
    @Override
    float[] make(int length) {
      return new float[length];
    }

    @Override
    int length(float[] array) {
      return array.length;
    }

    @Override
    void load(MemorySegment memory, long offset, float[] array, int index) {
      array[index] = memory.get(JAVA_FLOAT, offset);
    }

    @Override
    void store(MemorySegment memory, long offset, float[] array, int index) {
      memory.set(JAVA_FLOAT, offset, array[index]);
    }

    @Override
    void loadEach(MemorySegment memory, long offset, long stride, float[] array, int from, int count) {
      if (stride == THREE_INTS) {
        for (int i = 0; i < count; i++) {
          array[from + i] = memory.get(JAVA_FLOAT_UNALIGNED, offset + i * THREE_INTS);
        }
      } else if (stride == FOUR_INTS) {
        for (int i = 0; i < count; i++) {
          array[from + i] = memory.get(JAVA_FLOAT_UNALIGNED, offset + i * FOUR_INTS);
        }
      } else {
        long at = offset;
        for (int index = from; index < from + count; index++) {
          array[index] = memory.get(JAVA_FLOAT_UNALIGNED, at);
          at += stride;
        }
      }
    }

    @Override
    void storeEach(MemorySegment memory, long offset, long stride, float[] array) {
      if (stride == THREE_INTS) {
        for (int index = 0; index < array.length; index++) {
          memory.set(JAVA_FLOAT_UNALIGNED, offset + index * THREE_INTS, array[index]);
        }
      } else if (stride == FOUR_INTS) {
        for (int index = 0; index < array.length; index++) {
          memory.set(JAVA_FLOAT_UNALIGNED, offset + index * FOUR_INTS, array[index]);
        }
      } else {
        long at = offset;
        for (int index = 0; index < array.length; index++) {
          memory.set(JAVA_FLOAT_UNALIGNED, at, array[index]);
          at += stride;
        }
      }
    }

    @Override
    void loadPaired(MemorySegment memory, long offset, float[] array, int from, int count) {
      MemorySegment target = MemorySegment.ofArray(array);
      long to = (long) from * Float.BYTES;
      for (int i = 0; i < count - 1; i++) {
        int bits = (int) memory.get(JAVA_LONG_UNALIGNED, offset + i * PAIR_OF_INTS);
        target.set(JAVA_INT_UNALIGNED, to + i * (long) Float.BYTES, bits);
      }
      load(memory, offset + (count - 1) * PAIR_OF_INTS, array, from + count - 1);
    }

    @Override
    void storePaired(MemorySegment memory, long offset, float[] array) {
      for (int index = 0; index < array.length; index++) {
        memory.set(JAVA_FLOAT_UNALIGNED, offset + index * PAIR_OF_INTS, array[index]);
      }
    }
  };

  /** Doubles. */
  public static final Items<double[]> DOUBLES = new Items<>(JAVA_DOUBLE) {
    @Override
    double[] make(int length) {
      return new double[length];
    }

    @Override
    int length(double[] array) {
      return array.length;
    }

    @Override
    void load(MemorySegment memory, long offset, double[] array, int index) {
      array[index] = memory.get(JAVA_DOUBLE, offset);
    }

    @Override
    void store(MemorySegment memory, long offset, double[] array, int index) {
      memory.set(JAVA_DOUBLE, offset, array[index]);
    }

    @Override
    void loadEach(MemorySegment memory, long offset, long stride, double[] array, int from, int count) {
      long at = offset;
      for (int index = from; index < from + count; index++) {
        array[index] = memory.get(JAVA_DOUBLE_UNALIGNED, at);
        at += stride;
      }
    }

    @Override
    void storeEach(MemorySegment memory, long offset, long stride, double[] array) {
      long at = offset;
      for (int index = 0; index < array.length; index++) {
        memory.set(JAVA_DOUBLE_UNALIGNED, at, array[index]);
        at += stride;
      }
    }

    @Override
    void loadPaired(MemorySegment memory, long offset, double[] array, int from, int count) {
      for (int i = 0; i < count; i++) {
        array[from + i] = memory.get(JAVA_DOUBLE_UNALIGNED, offset + i * PAIR_OF_LONGS);
      }
    }

    @Override
    void storePaired(MemorySegment memory, long offset, double[] array) {
      for (int index = 0; index < array.length; index++) {
        memory.set(JAVA_DOUBLE_UNALIGNED, offset + index * PAIR_OF_LONGS, array[index]);
      }
    }
  };

  private final ValueLayout layout;

  Items(ValueLayout layout) {
    this.layout = layout;
  }

  /** Bytes of one element in memory. */
  final int size() {
    return (int) layout.byteSize();
  }

  abstract A make(int length);

  /** Whether elements are the same on the heap as in memory, byte for byte. */
  boolean isBulk() {
    return true;
  }

  @Override
  final boolean isWord() {
    return true;
  }

  // the loops: each class has its own, so that each is compiled for its type

  /** Reads some elements that lie so many bytes apart. */
  abstract void loadEach(MemorySegment memory, long offset, long stride, A array, int from, int count);

  /** Writes all elements, which lie so many bytes apart. */
  abstract void storeEach(MemorySegment memory, long offset, long stride, A array);

  /** {@link #loadEach} of elements that lie twice their size apart: the compiler knows how far, and checks less. */
  void loadPaired(MemorySegment memory, long offset, A array, int from, int count) {
    loadEach(memory, offset, 2L * size(), array, from, count);
  }

  /** {@link #storeEach} of such elements. */
  void storePaired(MemorySegment memory, long offset, A array) {
    storeEach(memory, offset, 2L * size(), array);
  }

  @Override
  final void loadAll(MemorySegment memory, long offset, long stride, A array, int from, int count) {
    if (stride == size() && isBulk()) {
      MemorySegment.copy(memory, layout, offset, array, from, count);
    } else if (stride == 2L * size() && count > 1 && IS_LITTLE_ENDIAN) {
      loadPaired(memory, offset, array, from, count);
    } else {
      loadEach(memory, offset, stride, array, from, count);
    }
  }

  @Override
  final void storeAll(MemorySegment memory, long offset, long stride, A array) {
    if (stride == size() && isBulk()) {
      MemorySegment.copy(array, 0, memory, layout, offset, length(array));
    } else if (stride == 2L * size()) {
      storePaired(memory, offset, array);
    } else {
      storeEach(memory, offset, stride, array);
    }
  }
}
