package org.sharedstruct.tests.child;

import java.nio.file.Path;
import org.sharedstruct.tests.GuardedTally;
import org.sharedstruct.tests.SharedTally;

/** Counts a tally up, with a pause after each commit. */
public final class CommitsInTurn {

  private CommitsInTurn() {}

  /** Arguments: path, how often, milliseconds of a pause. */
  public static void main(String[] arguments) throws Exception {
    long times = Long.parseLong(arguments[1]);
    long pause = Long.parseLong(arguments[2]);
    try (SharedTally shared = SharedTally.open(Path.of(arguments[0]))) {
      GuardedTally tally = shared.guarded();
      for (long i = 1; i <= times; i++) {
        tally.count(i);
        Thread.sleep(pause);
      }
    }
  }
}
