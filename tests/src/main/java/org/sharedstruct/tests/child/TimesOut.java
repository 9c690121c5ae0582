package org.sharedstruct.tests.child;

import java.time.Duration;
import org.sharedstruct.LockTimeoutException;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.SharedMemory.LockTimeout;
import org.sharedstruct.tests.SharedTally;

/** Writes to regions that its parent passed on, with a limit to the wait for their locks. */
public final class TimesOut {

  private static final LockTimeout LIMIT = SharedMemory.lockTimeout(Duration.ofMillis(200));

  private TimesOut() {}

  /** Tries with {@code tally} and {@code tallies}, and says what came of it; again after a line. */
  public static void main(String[] arguments) throws Exception {
    try (SharedTally shared = SharedTally.inherited("tally", LIMIT);
        SharedTally.Array array = SharedTally.Array.inherited("tallies", LIMIT)) {
      for (int i = 0; i < 2; i++) {
        tell(() -> shared.guarded().update(raw -> raw.count(5).twice(10)));
        tell(() -> array.guarded().update(all -> all.update(1, raw -> raw.count(5).twice(10))));
        Parent.awaitLine();
      }
    }
  }

  private static void tell(Runnable write) {
    try {
      write.run();
      Parent.tell("written");
    } catch (LockTimeoutException e) {
      Parent.tell(e.getMessage());
    }
  }
}
