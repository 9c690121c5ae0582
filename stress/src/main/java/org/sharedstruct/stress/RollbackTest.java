package org.sharedstruct.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Nobody sees what is rolled back, and the commit before stays in view all the time. */
@JCStressTest
@State
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "What was committed.")
@Outcome(expect = FORBIDDEN, desc = "What was never committed.")
public class RollbackTest {

  private static final RuntimeException FAILURE = new RuntimeException("wanted", null, false, false) {
    private static final long serialVersionUID = 1L;
  };

  final Region region = Regions.next();
  final GuardedPair writer = region.one();
  final GuardedPair reader = region.other();

  /** Writes, and fails. */
  @Actor
  public void fail() {
    try {
      writer.update(pair -> {
        pair.x(1).y(1);
        throw FAILURE;
      });
    } catch (RuntimeException wanted) {
      // what it wrote is undone
    }
  }

  /** Reads by both ways. */
  @Actor
  public void read(II_Result seen) {
    seen.r1 = reader.x();
    seen.r2 = reader.snapshot().y();
  }
}
