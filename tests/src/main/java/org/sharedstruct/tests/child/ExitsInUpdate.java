package org.sharedstruct.tests.child;

import java.nio.file.Path;
import org.sharedstruct.tests.GuardedTally;
import org.sharedstruct.tests.SharedTally;

/** Calls {@link System#exit} in the middle of an update, and uses the region in a shutdown hook. */
public final class ExitsInUpdate {

  /** Where it calls that. */
  public enum Place {
    /** In an update. */
    UPDATE,
    /** In an update within one. */
    INNER_UPDATE,
    /** While it holds the lock. */
    LOCK
  }

  private ExitsInUpdate() {}

  /** Arguments: path, {@link Place}. The hook says what it saw. */
  public static void main(String[] arguments) throws Exception {
    SharedTally shared = SharedTally.open(Path.of(arguments[0]));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> hook(shared)));
    GuardedTally tally = shared.guarded();
    switch (Place.valueOf(arguments[1])) {
      case UPDATE -> tally.update(raw -> {
        raw.count(9);
        System.exit(0);
      });
      case INNER_UPDATE -> tally.update(raw -> {
        raw.count(9);
        tally.update(inner -> {
          inner.twice(9);
          System.exit(0);
        });
      });
      case LOCK -> {
        shared.lock().lock();
        tally.count(9);
        System.exit(0);
      }
    }
  }

  private static void hook(SharedTally shared) {
    shared.guarded().update(tally -> {
      Parent.tell("found " + tally.toRecord());
      tally.count(1).twice(2);
    });
    shared.close();
    Parent.tell("closed");
  }
}
