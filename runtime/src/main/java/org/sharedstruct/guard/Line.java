package org.sharedstruct.guard;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Where the threads of a handle line up that wait for the lock. A semaphore and no lock, since a thread that
 * has no stack left to leave must be helped out by another one.
 */
final class Line {

  private final Semaphore first = new Semaphore(1, true);

  /** Set by the first one when it goes, which needs no call. */
  volatile boolean left;

  /**
   * Waits to be the first.
   *
   * @return false if the patience is over
   */
  boolean await(Patience patience) throws InterruptedException {
    help();
    for (;;) {
      try {
        return first.tryAcquire(patience.left(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        if (patience.isInterruptible()) {
          throw e;
        }
        patience.keepInterrupt();
      }
    }
  }

  /** Lets the next one be first, if the one before has gone: itself, or in its place if it could not. */
  void help() {
    if (left) {
      leaveOnce();
    }
  }

  private synchronized void leaveOnce() {
    if (left) {
      first.release();
      left = false;
    }
  }
}
