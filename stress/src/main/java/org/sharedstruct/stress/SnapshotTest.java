package org.sharedstruct.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A snapshot is all of one commit. There are two commits, as the second one uses the undo copy again that a
 * reader may still be reading for the first (fence S1).
 */
final class SnapshotTest {

  private SnapshotTest() {}

  /** Through the same handle. */
  @JCStressTest
  @State
  @Outcome(id = {"0, 0", "1, 1", "2, 2"}, expect = ACCEPTABLE, desc = "One commit.")
  @Outcome(expect = FORBIDDEN, desc = "A mixture of commits.")
  public static class OneHandle {

    final Region region = Regions.next();
    final GuardedPair writer = region.one();
    final GuardedPair reader = region.one();

    /** Commits twice. */
    @Actor
    public void update() {
      writer.update(pair -> pair.x(1).y(1));
      writer.update(pair -> pair.x(2).y(2));
    }

    /** Reads. */
    @Actor
    public void snapshot(II_Result seen) {
      PairRecord pair = reader.snapshot();
      seen.r1 = pair.x();
      seen.r2 = pair.y();
    }
  }

  /** Through another handle, as another process. */
  @JCStressTest
  @State
  @Outcome(id = {"0, 0", "1, 1", "2, 2"}, expect = ACCEPTABLE, desc = "One commit.")
  @Outcome(expect = FORBIDDEN, desc = "A mixture of commits.")
  public static class TwoHandles {

    final Region region = Regions.next();
    final GuardedPair writer = region.one();
    final GuardedPair reader = region.other();

    /** Commits twice. */
    @Actor
    public void update() {
      writer.update(pair -> pair.x(1).y(1));
      writer.update(pair -> pair.x(2).y(2));
    }

    /** Reads. */
    @Actor
    public void snapshot(II_Result seen) {
      PairRecord pair = reader.snapshot();
      seen.r1 = pair.x();
      seen.r2 = pair.y();
    }
  }
}
