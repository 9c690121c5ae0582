package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.time.Duration;
import org.sharedstruct.tests.GuardedTally;
import org.sharedstruct.tests.SharedTally;

/** Waits for one commit after the other, and says how many it saw. */
public final class SeesCommits {

  private static final Duration DAY = Duration.ofDays(1);

  /** How it waits. */
  public enum Way {
    /** For any commit. */
    AWAIT_CHANGE {
      @Override
      long count(GuardedTally tally, long last) {
        long seen = 0;
        long version = tally.version();
        while (tally.count() < last) {
          version = tally.awaitChange(version, DAY);
          seen++;
        }
        return seen;
      }
    },
    /** For a count that is greater than the one before. */
    AWAIT {
      @Override
      long count(GuardedTally tally, long last) throws Exception {
        long seen = 0;
        for (long count = 0; count < last; seen++) {
          long before = count;
          count = tally.await(now -> now.count() > before, DAY).count();
        }
        return seen;
      }
    },
    /** For the next value of a stream. */
    CHANGES {
      @Override
      long count(GuardedTally tally, long last) {
        return tally.changes(DAY).takeWhile(now -> now.count() < last).count();
      }
    };

    abstract long count(GuardedTally tally, long last) throws Exception;
  }

  private SeesCommits() {}

  /**
   * Arguments: path, way, the count with which it ends. Says {@code waiting}, and how many commits
   * it saw until then.
   */
  public static void main(String[] arguments) throws Exception {
    Way way = Way.valueOf(arguments[1]);
    long last = Long.parseLong(arguments[2]);
    try (SharedTally shared = SharedTally.open(Path.of(arguments[0]))) {
      Parent.tell("waiting");
      Parent.tell(way.count(shared.guarded(), last));
    }
  }
}
