package org.sharedstruct.benchmarks;

/**
 * Something that is measured.
 *
 * @param what the operation
 * @param unit of the values
 */
record Figure(String what, String unit) {

  static final Figure ALLOCATED = new Figure("allocated by one operation", "B");

  private static final String TIME = "ns";

  static Figure time(String what) {
    return new Figure(what, TIME);
  }

  /** Whether it is a time, so that a ratio says who is faster. */
  boolean isTime() {
    return unit.equals(TIME) || unit.equals("ms");
  }
}
