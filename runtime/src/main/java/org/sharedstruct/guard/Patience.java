package org.sharedstruct.guard;

/** How long a wait may last, whether an interrupt ends it, and whether the thread keeps that. */
final class Patience {

  private final long start = System.nanoTime();
  private final long nanos;
  private final boolean interruptible;
  private final boolean keepsStatus;
  private boolean interrupted;

  private Patience(long nanos, boolean interruptible, boolean keepsStatus) {
    this.nanos = nanos;
    this.interruptible = interruptible;
    this.keepsStatus = keepsStatus;
  }

  /** Ends with the time or an interrupt, which is then thrown. */
  static Patience interruptible(long nanos) {
    return new Patience(nanos, true, false);
  }

  /** Ends with the time or an interrupt, which the thread keeps. */
  static Patience untilInterrupted(long nanos) {
    return new Patience(nanos, true, true);
  }

  /** Ends with the time alone; an interrupt is kept for later. */
  static Patience uninterruptible(long nanos) {
    return new Patience(nanos, false, true);
  }

  /** Nanoseconds left; zero or less: none. */
  long left() {
    return nanos == Long.MAX_VALUE ? nanos : nanos - (System.nanoTime() - start);
  }

  /** Nanoseconds since the wait began. */
  long waited() {
    return System.nanoTime() - start;
  }

  boolean isInterruptible() {
    return interruptible;
  }

  /** An interrupt came, which does not end the wait. */
  void keepInterrupt() {
    interrupted = true;
  }

  /** Whether to give up. It takes the interrupt from the thread, which could not park otherwise. */
  boolean isOver() {
    interrupted |= Thread.interrupted();
    return interruptible && interrupted || left() <= 0;
  }

  /** To be called by an interruptible wait that gave up. */
  void throwIfInterrupted() throws InterruptedException {
    if (interruptible && !keepsStatus && interrupted) {
      throw new InterruptedException();
    }
  }

  /**
   * To be called at the end, whatever that was: gives the thread back an interrupt that is not
   * thrown.
   */
  void end() {
    if (keepsStatus && interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
