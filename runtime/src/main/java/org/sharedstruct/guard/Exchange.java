package org.sharedstruct.guard;

/** What takes the place of a field's value. */
public enum Exchange {

  /** The operand, whatever was there. */
  SET,

  /** The sum of what was there and the operand; it wraps around. */
  ADD,

  /** The operand, if what was there is what was expected; else nothing is stored. */
  IF_EXPECTED;

  boolean stores(long before, long expected, int width) {
    return this != IF_EXPECTED || isSame(before, expected, width);
  }

  /**
   * Whether two fields are equal.
   *
   * @param one the bits of one
   * @param other the bits of the other
   * @param width bytes of the fields; bits beyond are ignored
   * @return whether they are
   */
  public static boolean isSame(long one, long other, int width) {
    return (one ^ other) << Long.SIZE - width * Byte.SIZE == 0;
  }

  long value(long before, long operand) {
    return this == ADD ? before + operand : operand;
  }
}
