package org.sharedstruct.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;

/** Waits for what others do. */
final class Waiting {

  private static final long LIMIT_NANOS = TimeUnit.MINUTES.toNanos(2);

  /** Something that comes true. */
  interface Condition {
    boolean isTrue() throws Exception;
  }

  private Waiting() {}

  /** Until it is true. */
  static void until(Condition condition) throws Exception {
    long start = System.nanoTime();
    while (!condition.isTrue()) {
      assertThat(System.nanoTime() - start).as("nanoseconds of waiting").isLessThan(LIMIT_NANOS);
      Thread.sleep(1);
    }
  }
}
