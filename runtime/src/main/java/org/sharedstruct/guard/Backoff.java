package org.sharedstruct.guard;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How a thread passes the time while another one works: it spins, then yields, then parks for growing
 * pauses. It needs nothing from the operating system but time, so any two processes can wait for each
 * other with it.
 */
final class Backoff {

  /** How often is looked while spinning, and how many times longer the longest pause is than the first. */
  private static final int SPINS = 16;
  private static final int LONGEST_SPIN = 32;

  private static final int YIELDS = 16;
  private static final long FIRST_PARK_NANOS = TimeUnit.MICROSECONDS.toNanos(1);

  /** The longest pause of a thread that polls. */
  static final long LONGEST_PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private int step;
  private boolean afterSleep;
  private long park = FIRST_PARK_NANOS;

  /**
   * Spins or yields; false, at once, if there has been enough of it. Longer each time: whoever looks at the
   * word takes its cache line away from the owner, who then waits for it.
   */
  boolean spin() {
    if (step < SPINS) {
      for (int left = Math.min(1 << step, LONGEST_SPIN); left > 0; left--) {
        Thread.onSpinWait();
      }
    } else if (step < SPINS + YIELDS) {
      Thread.yield();
    } else {
      return false;
    }
    step++;
    return true;
  }

  /** To be called after a sleep in the kernel, which may have brought what is waited for near. */
  void spinAfterSleep() {
    step = 0;
    afterSleep = true;
  }

  boolean isAfterSleep() {
    return afterSleep;
  }

  /**
   * Parks, longer each time.
   *
   * @param most no longer than so many nanoseconds
   */
  void park(long most) {
    LockSupport.parkNanos(this, Math.min(park, most));
    park = Math.min(park * 2, LONGEST_PARK_NANOS);
  }

  /**
   * Waits a little, longer each time.
   *
   * @param most no parking beyond so many nanoseconds
   */
  void pause(long most) {
    if (!spin()) {
      park(most);
    }
  }
}
