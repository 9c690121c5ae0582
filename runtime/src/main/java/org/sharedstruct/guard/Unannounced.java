package org.sharedstruct.guard;

import java.util.concurrent.TimeUnit;

/**
 * Commits that nobody announces to the threads that sleep in the kernel. A process without native
 * access wakes nobody, and a thread that makes several commits under one hold of the lock wakes
 * others only when it gives the lock back. A sleeper finds such a commit when its slice ends, and
 * would miss most of those that come faster than that.
 *
 * <p>So after one of them more are expected, for a second, and until then a slice is as long as the
 * pause of a thread that polls. It is still a sleep in the kernel, and a commit that is announced
 * ends it at once. After that second slices are long again, so that a thread with nothing to do
 * wakes seldom. If another such commit comes after all, it is seen late by a slice at most: a
 * twentieth of the time since the one before.
 *
 * <p>All waits through a handle share what they found. Each ends with the first commit, and the next
 * one has to know.
 */
final class Unannounced {

  private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** As of {@link System#nanoTime}. */
  private volatile long expectedUntil = System.nanoTime();

  /** Says that there was one just now. */
  void note() {
    expectedUntil = System.nanoTime() + QUIET_NANOS;
  }

  /** How many nanoseconds to sleep at most, before looking whether there is another one. */
  long longestSleep() {
    return expectedUntil - System.nanoTime() > 0 ? Backoff.LONGEST_PARK_NANOS : Long.MAX_VALUE;
  }
}
