package org.sharedstruct.guard;

/** What takes the place of a field's value. */
public enum Exchange {

  /** The operand, whatever was there. */
  SET,

  /** The sum of what was there and the operand; it wraps around. */
  ADD,

  /** The operand, if what was there is what was expected; else nothing is stored. */
  IF_EXPECTED;

  /** Whether anything is stored; bits beyond the width of the field are ignored. */
  boolean stores(long before, long expected, int width) {
    return this != IF_EXPECTED || (before ^ expected) << Long.SIZE - width * Byte.SIZE == 0;
  }

  long value(long before, long operand) {
    return this == ADD ? before + operand : operand;
  }
}
