package org.sharedstruct.support;

import java.time.Duration;

/** Durations as the runtime counts them. */
final class Nanos {

  private Nanos() {}

  /**
   * Nanoseconds: none for a negative duration, and at most what a {@code long} has, some 292 years.
   */
  static long of(Duration duration) {
    if (duration.isNegative()) {
      return 0;
    }
    try {
      return duration.toNanos();
    } catch (ArithmeticException e) {
      return Long.MAX_VALUE;
    }
  }
}
