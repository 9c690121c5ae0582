package org.sharedstruct.tool;

/** A number of things, in words. */
final class Count {

  private Count() {}

  /** Such as {@code 1 field} and {@code 2 fields}. */
  static String of(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
