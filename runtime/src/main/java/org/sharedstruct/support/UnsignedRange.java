package org.sharedstruct.support;

import java.util.Locale;

/** The values of unsigned fields, which are wider in Java than in memory. */
public final class UnsignedRange {

  private UnsignedRange() {}

  /**
   * What 8 bits mean.
   *
   * @param stored the bits
   * @return 0 to 255
   */
  public static int widen(byte stored) {
    return Byte.toUnsignedInt(stored);
  }

  /**
   * What 16 bits mean.
   *
   * @param stored the bits
   * @return 0 to 65,535
   */
  public static int widen(short stored) {
    return Short.toUnsignedInt(stored);
  }

  /**
   * What 32 bits mean.
   *
   * @param stored the bits
   * @return 0 to 4,294,967,295
   */
  public static long widen(int stored) {
    return Integer.toUnsignedLong(stored);
  }

  /**
   * Checks a value that is about to be stored.
   *
   * @param field the field's name
   * @param value the value
   * @param bits how wide the field is, up to 32
   * @return the value
   * @throws IllegalArgumentException if it is negative or needs more bits
   */
  public static long check(String field, long value, int bits) {
    if (value >>> bits != 0) {
      throw new IllegalArgumentException(String.format(Locale.ROOT,
          "%s=%d is not from 0 to %d, the values of %d bits without a sign",
          field, value, (1L << bits) - 1, bits));
    }
    return value;
  }

  static void check(String field, int index, long value, int bits) {
    if (value >>> bits != 0) {
      check(field + "[" + index + "]", value, bits);
    }
  }
}
