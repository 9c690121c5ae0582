package org.sharedstruct.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Who sees the version of a commit sees what its writer wrote before it, be it in the region or not. */
@JCStressTest
@State
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Before the commit.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The commit came in between.")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "After the commit.")
@Outcome(expect = FORBIDDEN, desc = "The commit is seen, and what was before it is not.")
public class PublishTest {

  final Region region = Regions.next();
  final GuardedPair writer = region.one();
  final GuardedPair reader = region.other();
  final long version = reader.version();
  int message;

  /** Writes a field of this JVM, and commits. */
  @Actor
  public void publish() {
    message = 1;
    writer.update(pair -> pair.x(1).y(1));
  }

  /** Looks for the commit, then at the field. */
  @Actor
  public void receive(II_Result seen) {
    seen.r1 = (int) (reader.version() - version);
    seen.r2 = message;
  }
}
