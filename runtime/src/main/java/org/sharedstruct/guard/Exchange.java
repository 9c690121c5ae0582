package org.sharedstruct.guard;

/** What takes the place of a field's value. */
public enum Exchange {

  /** The operand, whatever was there. */
  SET,

  /** The sum of what was there and the operand; it wraps around. */
  ADD,

  /** The operand, if what was there is what was expected; else nothing is stored. */
  IF_EXPECTED;

  boolean stores(long before, long expected) {
    return this != IF_EXPECTED || before == expected;
  }

  long value(long before, long operand) {
    return this == ADD ? before + operand : operand;
  }
}
