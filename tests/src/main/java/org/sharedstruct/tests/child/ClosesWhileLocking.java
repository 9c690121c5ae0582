package org.sharedstruct.tests.child;

import java.nio.file.Path;
import org.sharedstruct.tests.SharedTally;

/** Closes a handle while another thread takes its lock. */
public final class ClosesWhileLocking {

  private ClosesWhileLocking() {}

  /**
   * Arguments: path, and that of another tally, the gate. The other thread begins when the gate counts 1.
   * Says {@code closed}, and what the other thread was told.
   */
  public static void main(String[] arguments) throws Exception {
    try (SharedTally gate = SharedTally.open(Path.of(arguments[1]))) {
      SharedTally shared = SharedTally.open(Path.of(arguments[0]));
      shared.guarded().count(1);
      Thread thread = Thread.ofPlatform().start(() -> lockWhenOpen(gate, shared));
      shared.close();
      Parent.tell("closed");
      thread.join();
    }
  }

  private static void lockWhenOpen(SharedTally gate, SharedTally shared) {
    while (gate.guarded().count() == 0) {
      Thread.onSpinWait();
    }
    try {
      shared.lock().lock();
      Parent.tell("locked");
    } catch (IllegalStateException closed) {
      Parent.tell(closed.getMessage());
    }
  }
}
