package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.time.Duration;
import org.sharedstruct.tests.GuardedTally;
import org.sharedstruct.tests.SharedTally;

/**
 * Counts in turns with another process: each of the two waits for what the other one has stored.
 */
public final class AwaitsTurns {

  /** A turn that takes longer is lost. */
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private AwaitsTurns() {}

  /** Arguments: path, the first count to wait for, the count at the end. Says {@code done}. */
  public static void main(String[] arguments) throws Exception {
    long end = Long.parseLong(arguments[2]);
    try (SharedTally shared = SharedTally.open(Path.of(arguments[0]))) {
      GuardedTally tally = shared.guarded();
      for (long turn = Long.parseLong(arguments[1]); turn < end; turn += 2) {
        long mine = turn;
        tally.await(seen -> seen.count() == mine, LIMIT);
        tally.count(mine + 1);
      }
    }
    Parent.tell("done");
  }
}
