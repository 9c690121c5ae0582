package org.sharedstruct.tests.child;

import java.nio.file.Path;
import org.sharedstruct.tests.GuardedTally;
import org.sharedstruct.tests.RawTwelve;
import org.sharedstruct.tests.SharedTally;
import org.sharedstruct.tests.SharedTwelve;
import org.sharedstruct.tests.Twelve;

/**
 * Races with others of its kind to create one file after the other. The initial values are its own
 * process id, but for the last one, in which the racers count themselves.
 */
public final class OpensOrCreates {

  private OpensOrCreates() {}

  /** Arguments: folder, number of racers, rounds. The racers meet at the tally {@code gate}. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    int racers = Integer.parseInt(arguments[1]);
    int rounds = Integer.parseInt(arguments[2]);
    try (SharedTally gate = SharedTally.open(folder.resolve("gate"))) {
      for (int round = 0; round < rounds; round++) {
        awaitAll(gate.guarded(), (round + 1L) * racers);
        Parent.tell(race(folder.resolve("round-" + round)));
      }
    }
  }

  private static void awaitAll(GuardedTally gate, long all) {
    gate.update(tally -> tally.count(tally.count() + 1));
    while (gate.count() < all) {
      Thread.yield();
    }
  }

  private static Twelve race(Path path) throws Exception {
    long me = ProcessHandle.current().pid();
    Twelve mine = RawTwelve.allocate().set(EqualLongs.twelve(me)).l(0);
    try (SharedTwelve shared = SharedTwelve.openOrCreate(path, mine)) {
      Twelve found = shared.guarded().snapshot();
      shared.guarded().update(twelve -> twelve.l(twelve.l() + 1));
      return RawTwelve.allocate().set(found).l(0).toRecord();
    }
  }
}
