package org.sharedstruct.region;

import java.util.concurrent.locks.LockSupport;

/**
 * How a thread passes the time while another one works: it spins, then yields, then parks for growing
 * pauses. It needs nothing from the operating system but time, so any two processes can wait for each
 * other with it.
 */
final class Backoff {

  private static final int SPINS = 64;
  private static final int YIELDS = 16;
  private static final long FIRST_PARK_NANOS = 1_000;
  private static final long LONGEST_PARK_NANOS = 1_000_000;

  private int step;
  private long park = FIRST_PARK_NANOS;

  /** Whether the wait has become a long one, so that it is worth looking whether the owner lives. */
  boolean isLong() {
    return step >= SPINS + YIELDS;
  }

  /**
   * Waits a little, longer each time.
   *
   * @param mostNanos no parking beyond this
   */
  void pause(long mostNanos) {
    if (step < SPINS) {
      step++;
      Thread.onSpinWait();
    } else if (step < SPINS + YIELDS) {
      step++;
      Thread.yield();
    } else {
      LockSupport.parkNanos(this, Math.min(park, mostNanos));
      park = Math.min(park * 2, LONGEST_PARK_NANOS);
    }
  }
}
