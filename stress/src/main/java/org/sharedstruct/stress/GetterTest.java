package org.sharedstruct.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A getter sees nothing of a section that is still open, and all of one that was committed. */
@JCStressTest
@State
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Before the commit.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The commit came in between.")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "After the commit.")
@Outcome(expect = FORBIDDEN, desc = "The first getter saw the commit, and the second one did not.")
public class GetterTest {

  final Region region = Regions.next();
  final GuardedPair writer = region.one();
  final GuardedPair reader = region.other();

  /** Writes what is to be seen last first. */
  @Actor
  public void update() {
    writer.update(pair -> pair.y(1).x(1));
  }

  /** Gets one field, then the other. */
  @Actor
  public void get(II_Result seen) {
    seen.r1 = reader.y();
    seen.r2 = reader.x();
  }
}
