package org.sharedstruct.tests.child;

import java.nio.file.Path;
import org.sharedstruct.tests.SharedTally;

/** Closes a handle while another thread ends an update through it. */
public final class ClosesWhileUnlocking {

  private ClosesWhileUnlocking() {}

  /** Arguments: path, and that of another tally, the gate: it closes when that counts 1. */
  public static void main(String[] arguments) throws Exception {
    try (SharedTally gate = SharedTally.open(Path.of(arguments[1]))) {
      SharedTally shared = SharedTally.open(Path.of(arguments[0]));
      Thread thread = Thread.ofPlatform().start(() -> store(shared));
      while (gate.guarded().count() == 0) {
        Thread.onSpinWait();
      }
      shared.close();
      Parent.tell("closed");
      thread.join();
    }
  }

  private static void store(SharedTally shared) {
    try {
      shared.guarded().count(7);
      Parent.tell("stored");
    } catch (IllegalStateException failure) {
      Parent.tell(failure);
    }
  }
}
