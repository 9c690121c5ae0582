package org.sharedstruct.tests.child;

import java.nio.file.Path;
import org.sharedstruct.tests.GuardedTally;
import org.sharedstruct.tests.SharedTally;

/** Races with others of its kind to be the first to open one fresh copy after the other, and counts in each. */
public final class CountsInCopies {

  /** How often each racer counts in each copy. */
  public static final int TIMES = 20;

  private CountsInCopies() {}

  /**
   * Arguments: folder, number of racers, rounds. The racers meet at the tally {@code gate}. One that fails
   * says so there; the others end then, and do not wait for it.
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    int racers = Integer.parseInt(arguments[1]);
    int rounds = Integer.parseInt(arguments[2]);
    try (SharedTally gate = SharedTally.open(folder.resolve("gate"))) {
      for (int round = 0; round < rounds && awaitAll(gate.guarded(), (round + 1L) * racers); round++) {
        try {
          count(folder.resolve("copy-" + round));
        } catch (Exception failure) {
          gate.guarded().twice(1);
          throw failure;
        }
      }
    }
  }

  private static boolean awaitAll(GuardedTally gate, long all) {
    gate.update(tally -> tally.count(tally.count() + 1));
    while (gate.count() < all && gate.twice() == 0) {
      Thread.yield();
    }
    return gate.twice() == 0;
  }

  private static void count(Path path) throws Exception {
    try (SharedTally shared = SharedTally.open(path)) {
      for (int i = 0; i < TIMES; i++) {
        shared.guarded().update(tally -> tally.count(tally.count() + 1).twice(tally.twice() + 2));
      }
    }
  }
}
