package org.sharedstruct.tests.child;

import java.nio.file.Path;
import org.sharedstruct.tests.SharedTally;

/** Waits for a lock until it is interrupted. */
public final class GivesUpWhenInterrupted {

  private GivesUpWhenInterrupted() {}

  /**
   * Arguments: path, and that of another tally, the gate: when that counts 1 it interrupts the thread that
   * waits, and says {@code interrupting}. Says at last what came of it.
   */
  public static void main(String[] arguments) throws Exception {
    try (SharedTally shared = SharedTally.open(Path.of(arguments[0]));
        SharedTally gate = SharedTally.open(Path.of(arguments[1]))) {
      Thread waiting = Thread.ofPlatform().start(() -> await(shared));
      while (gate.guarded().count() == 0) {
        Thread.sleep(1);
      }
      waiting.interrupt();
      Parent.tell("interrupting");
      waiting.join();
      Parent.awaitLine();
    }
  }

  private static void await(SharedTally shared) {
    try {
      shared.lock().lockInterruptibly();
      shared.lock().unlock();
      Parent.tell("locked");
    } catch (InterruptedException e) {
      Parent.tell("interrupted");
    }
  }
}
