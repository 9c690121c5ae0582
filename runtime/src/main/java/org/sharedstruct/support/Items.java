package org.sharedstruct.support;

import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_CHAR;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The elements of an array of primitives, on the heap and in memory. In memory they need not follow each
 * other: a field of all structs of an array is read and written by the same rule.
 *
 * @param <A> the array on the heap
 */
public abstract class Items<A> extends Column<A> {

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

  @Override
  final void loadAll(MemorySegment memory, long offset, long stride, A array, int from, int count) {
    if (stride == size() && isBulk()) {
      MemorySegment.copy(memory, layout, offset, array, from, count);
    } else {
      super.loadAll(memory, offset, stride, array, from, count);
    }
  }

  @Override
  final void storeAll(MemorySegment memory, long offset, long stride, A array) {
    if (stride == size() && isBulk()) {
      MemorySegment.copy(array, 0, memory, layout, offset, length(array));
    } else {
      super.storeAll(memory, offset, stride, array);
    }
  }
}
