package org.sharedstruct.guard;

import java.time.Duration;
import org.sharedstruct.LockTimeoutException;
import org.sharedstruct.SharedLock;

/**
 * What a thread is told that has waited too long for the lock: who holds it, and what that does.
 */
final class LockTimeouts {

  /** Of a thread's id a lock word has no more. */
  private static final long THREAD_MASK = 0xffff_ffffL;

  private LockTimeouts() {}

  /**
   * For instance
   * {@code the lock of XY in /dev/shm/target was not free within 2 s: thread 1 of process 4242
   * holds it, for at least 1.9 s}.
   *
   * @param region names it
   * @param limitNanos how long was to be waited
   * @param waitedNanos how long was waited
   * @param holder who has the lock, or null if nobody has it now
   * @param heldNanos for how long that one has been seen to have it; 0: not known
   * @param thread the same, if it is one of this JVM; else null
   */
  static LockTimeoutException exception(Object region, long limitNanos, long waitedNanos,
      SharedLock.Holder holder, long heldNanos, Thread thread) {
    String text = "the lock of " + region + " was not free within " + Spans.inWords(limitNanos);
    Duration waited = Duration.ofNanos(waitedNanos);
    if (holder == null) {
      return new LockTimeoutException(text + ": others were faster", null, waited, null);
    }
    String duration = heldNanos > 0 ? ", for at least " + Spans.inWords(heldNanos) : "";
    String name = thread == null ? "" : ", here \"" + thread.getName() + "\",";
    return new LockTimeoutException(
        text + ": " + holder + name + " holds it" + duration, holder, waited, traceOf(thread));
  }

  /** A thread of this JVM; null if it is virtual, or has ended. */
  static Thread running(long id) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> (thread.threadId() & THREAD_MASK) == id).findAny().orElse(null);
  }

  private static Throwable traceOf(Thread thread) {
    if (thread == null) {
      return null;
    }
    Throwable trace = new Throwable("what \"" + thread.getName() + "\" was doing");
    trace.setStackTrace(thread.getStackTrace());
    return trace;
  }
}
