package org.sharedstruct.guard;

/** How long a wait may last, and whether an interrupt ends it. */
final class Patience {

  private final long start = System.nanoTime();
  private final long nanos;
  private final boolean interruptible;
  private boolean interrupted;

  private Patience(long nanos, boolean interruptible) {
    this.nanos = nanos;
    this.interruptible = interruptible;
  }

  /** Ends with the time or an interrupt. */
  static Patience interruptible(long nanos) {
    return new Patience(nanos, true);
  }

  /** Ends with the time alone; an interrupt is kept for later. */
  static Patience uninterruptible(long nanos) {
    return new Patience(nanos, false);
  }

  /** Nanoseconds left; zero or less: none. */
  long left() {
    return nanos == Long.MAX_VALUE ? nanos : nanos - (System.nanoTime() - start);
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
    if (interruptible && interrupted) {
      throw new InterruptedException();
    }
  }

  /** To be called at the end: gives the thread back an interrupt that did not end the wait. */
  void end() {
    if (!interruptible && interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
