package org.sharedstruct.support;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.sharedstruct.guard.Spans;

/**
 * Waiting for a snapshot that satisfies a condition.
 *
 * <p>No wake-up is lost, since the version is read before the snapshot. If a commit comes after the
 * snapshot, the version is no longer the one that is waited on, and the wait ends at once.
 *
 * <p>When the time is over there is one more look. It makes the report true, and a reader that
 * cannot take the lock needs it: the store of a writer that was killed may be there before the
 * version grows.
 */
final class Awaiting {

  private Awaiting() {}

  static <R> R await(GuardedView<?, ?, R> view, Predicate<? super R> condition,
      Duration timeout) throws InterruptedException, TimeoutException {
    ViewGuard guard = view.guard;
    long start = System.nanoTime();
    long nanos = Nanos.of(timeout);
    for (;;) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      long version = guard.version();
      R seen = view.read();
      if (condition.test(seen)) {
        return seen;
      }
      long left = nanos - (System.nanoTime() - start);
      guard.awaitChange(version, left); // also without time: it refuses the holder of the lock
      if (left <= 0) {
        throw new TimeoutException(
            String.format(Locale.ROOT, "%s did not meet the condition within %s; the last snapshot is %s",
                guard.nameOf(view.index), Spans.inWords(nanos), seen));
      }
    }
  }
}
