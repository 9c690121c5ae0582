package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.time.Duration;
import org.sharedstruct.tests.GuardedTally;
import org.sharedstruct.tests.RawTally;
import org.sharedstruct.tests.SharedTally;

/** Sleeps until there is a commit and answers it, which is seen without a lock; and again until the next one. */
public final class AnswersCommits {

  private AnswersCommits() {}

  /** Arguments: path of the tally that commits come to, that of the answers. Ends when a count is negative. */
  public static void main(String[] arguments) throws Exception {
    try (SharedTally shared = SharedTally.open(Path.of(arguments[0]));
        SharedTally answers = SharedTally.open(Path.of(arguments[1]))) {
      GuardedTally tally = shared.guarded();
      RawTally answer = answers.raw();
      Parent.tell("waiting");
      for (long count = 0; count >= 0;) {
        long version = tally.version();
        long now = tally.count();
        if (now == count) {
          tally.awaitChange(version, Duration.ofDays(1));
        } else {
          count = now;
          answer.count(count);
        }
      }
    }
    Parent.tell("ended");
  }
}
