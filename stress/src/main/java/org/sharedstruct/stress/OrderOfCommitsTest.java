package org.sharedstruct.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Commits of one writer are seen in their order, single stores too (fence 1.2). */
@JCStressTest
@State
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "None.")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The first one.")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Both.")
@Outcome(expect = FORBIDDEN, desc = "The second one alone.")
public class OrderOfCommitsTest {

  final Region region = Regions.next();
  final GuardedPair writer = region.one();
  final GuardedPair reader = region.other();

  /** Commits twice. */
  @Actor
  public void set() {
    writer.x(1);
    writer.y(1);
  }

  /** Reads. */
  @Actor
  public void snapshot(II_Result seen) {
    PairRecord pair = reader.snapshot();
    seen.r1 = pair.x();
    seen.r2 = pair.y();
  }
}
