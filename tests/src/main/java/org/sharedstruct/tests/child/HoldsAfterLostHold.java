package org.sharedstruct.tests.child;

import java.nio.file.Path;
import org.sharedstruct.tests.SharedTally;

/** Loses a hold in which it has stored 9, and then holds the lock again and stores 7. */
public final class HoldsAfterLostHold {

  /** What it prints while it holds the lock again. */
  public static final String HOLDS = "holds";

  private HoldsAfterLostHold() {}

  /**
   * Arguments: path, and that of another tally, the gate. The second hold begins when the gate counts 1, and
   * ends with the next line from the parent.
   */
  public static void main(String[] arguments) throws Exception {
    try (SharedTally gate = SharedTally.open(Path.of(arguments[1]));
        SharedTally shared = SharedTally.open(Path.of(arguments[0]))) {
      Thread loser = Thread.ofPlatform().start(() -> {
        shared.lock().lock();
        shared.lock().lock();
        shared.guarded().count(9);
      });
      loser.join();
      while (gate.guarded().count() == 0) {
        Thread.onSpinWait();
      }
      shared.lock().lock();
      shared.guarded().count(7);
      Parent.tell(HOLDS);
      Parent.awaitLine();
      shared.lock().unlock();
    }
  }
}
