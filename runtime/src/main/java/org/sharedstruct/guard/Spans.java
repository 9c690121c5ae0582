package org.sharedstruct.guard;

import java.math.BigDecimal;

/** Spans of time in messages. */
public final class Spans {

  private static final long MICRO = 1_000;
  private static final long MILLI = 1_000 * MICRO;
  private static final long SECOND = 1_000 * MILLI;

  private Spans() {}

  /**
   * For instance {@code 2 s}, {@code 1.9 s} or {@code 250 ms}; what is beyond milliseconds is
   * dropped.
   */
  public static String inWords(long nanos) {
    if (nanos == 0 || nanos >= SECOND) {
      return BigDecimal.valueOf(nanos / MILLI, 3).stripTrailingZeros().toPlainString() + " s";
    }
    if (nanos >= MILLI) {
      return nanos / MILLI + " ms";
    }
    return nanos >= MICRO ? nanos / MICRO + " us" : nanos + " ns";
  }
}
