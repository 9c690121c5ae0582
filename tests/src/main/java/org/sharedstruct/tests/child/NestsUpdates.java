package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.time.Duration;
import org.sharedstruct.LockTimeoutException;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.SharedMemory.LockTimeout;
import org.sharedstruct.tests.SharedTally;

/** Counts in one tally and, within that update, in another one. */
public final class NestsUpdates {

  private static final LockTimeout LIMIT = SharedMemory.lockTimeout(Duration.ofMillis(200));

  private NestsUpdates() {}

  /**
   * Arguments: the paths of both. Says {@code inside} within the first update, goes on when it
   * is told to, and says at last {@code written} or {@code LockTimeoutException}.
   */
  public static void main(String[] arguments) throws Exception {
    try (SharedTally first = SharedTally.open(Path.of(arguments[0]), LIMIT);
        SharedTally second = SharedTally.open(Path.of(arguments[1]), LIMIT)) {
      first.guarded().update(outer -> {
        outer.count(outer.count() + 1);
        Parent.tell("inside");
        Parent.awaitLine();
        second.guarded().update(inner -> inner.count(inner.count() + 1));
      });
      Parent.tell("written");
    } catch (LockTimeoutException e) {
      Parent.tell(e.getClass().getSimpleName());
    }
  }
}
