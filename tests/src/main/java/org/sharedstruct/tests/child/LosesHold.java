package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.time.Duration;
import org.sharedstruct.tests.SharedTally;

/** Has a thread that ends while it holds the lock of a tally, when it is told to. */
public final class LosesHold {

  private LosesHold() {}

  /**
   * Argument: path. Says {@code holding} when the thread has written under the lock and {@code ended}
   * when it has ended; then nothing of this process comes to the lock any more.
   */
  public static void main(String[] arguments) throws Exception {
    SharedTally shared = SharedTally.open(Path.of(arguments[0]));
    Thread thread = Thread.ofPlatform().start(() -> {
      shared.lock().lock();
      shared.guarded().update(tally -> tally.count(9));
      Parent.tell("holding");
      Parent.awaitLine();
    });
    if (!thread.join(Duration.ofMinutes(1))) {
      throw new IllegalStateException(thread + " has not ended");
    }
    Parent.tell("ended");
    Parent.awaitLine();
    shared.close();
  }
}
