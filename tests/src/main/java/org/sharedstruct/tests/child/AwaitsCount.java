package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.sharedstruct.tests.SharedTally;

/** Waits until a tally has a certain count. */
public final class AwaitsCount {

  private AwaitsCount() {}

  /**
   * Arguments: path, who waits, the count, how many milliseconds. Says {@code waiting}, then what
   * it got, or the message of the exception.
   */
  public static void main(String[] arguments) throws Exception {
    AwaitsChange.Sleeper sleeper = AwaitsChange.Sleeper.valueOf(arguments[1]);
    long count = Long.parseLong(arguments[2]);
    Duration limit = Duration.ofMillis(Long.parseLong(arguments[3]));
    try (SharedTally shared = sleeper.open(Path.of(arguments[0]))) {
      sleeper.start(() -> await(shared, count, limit)).join();
    }
  }

  private static void await(SharedTally shared, long count, Duration limit) {
    Parent.tell("waiting");
    try {
      Parent.tell(shared.guarded().await(tally -> tally.count() == count, limit));
    } catch (TimeoutException e) {
      Parent.tell(e.getMessage());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
