package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.time.Duration;
import org.sharedstruct.tests.SharedTally;

/** Says what a tally is, and what it becomes. */
public final class ShowsChanges {

  private ShowsChanges() {}

  /** Arguments: path, who waits, how many milliseconds nothing must change to end it. */
  public static void main(String[] arguments) throws Exception {
    AwaitsChange.Sleeper sleeper = AwaitsChange.Sleeper.valueOf(arguments[1]);
    Duration idle = Duration.ofMillis(Long.parseLong(arguments[2]));
    try (SharedTally shared = sleeper.open(Path.of(arguments[0]))) {
      sleeper.start(() -> shared.guarded().changes(idle).forEach(Parent::tell)).join();
    }
  }
}
