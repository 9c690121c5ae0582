package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.sharedstruct.tests.SharedTally;

/** Closes a handle while one thread waits for its lock and one for a commit. */
public final class ClosesUnderSleepers {

  private ClosesUnderSleepers() {}

  /** Argument: path. Closes when it is told to, and says what the two threads were told. */
  public static void main(String[] arguments) throws Exception {
    Path path = Path.of(arguments[0]);
    try (SharedTally holder = SharedTally.open(path)) {
      SharedTally shared = SharedTally.open(path);
      holder.lock().lock();
      List<Thread> sleepers = List.of(
          Thread.ofPlatform().start(() -> tell(() -> shared.lock().lock())),
          Thread.ofPlatform().start(() -> tell(() ->
              shared.guarded().awaitChange(shared.guarded().version(), Duration.ofDays(1)))));
      Parent.awaitLine();
      shared.close();
      for (Thread sleeper : sleepers) {
        sleeper.join();
      }
      holder.lock().unlock();
    }
  }

  private static void tell(Runnable wait) {
    try {
      wait.run();
      Parent.tell("waited");
    } catch (IllegalStateException closed) {
      Parent.tell(closed.getMessage());
    }
  }
}
