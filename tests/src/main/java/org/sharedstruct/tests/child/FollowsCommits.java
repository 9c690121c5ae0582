package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.time.Duration;
import org.sharedstruct.tests.GuardedTally;
import org.sharedstruct.tests.SharedTally;

/** Sleeps until there is a commit, and again until the next one. */
public final class FollowsCommits {

  private FollowsCommits() {}

  /** Arguments: path, the count with which it ends. Says {@code waiting}, and {@code saw} and each count. */
  public static void main(String[] arguments) throws Exception {
    long last = Long.parseLong(arguments[1]);
    try (SharedTally shared = SharedTally.open(Path.of(arguments[0]))) {
      GuardedTally tally = shared.guarded();
      long version = tally.version();
      Parent.tell("waiting");
      for (long count = 0; count != last;) {
        version = tally.awaitChange(version, Duration.ofDays(1));
        count = tally.count();
        Parent.tell("saw " + count);
      }
    }
  }
}
