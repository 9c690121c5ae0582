package org.sharedstruct.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A single store is seen by whoever sees its version; it may be seen a moment before. */
@JCStressTest
@State
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Before the store.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The store came in between, or its version is still to come.")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "After the commit.")
@Outcome(expect = FORBIDDEN, desc = "The version is seen, and the value is not.")
public class SingleStoreTest {

  final Region region = Regions.next();
  final GuardedPair writer = region.one();
  final GuardedPair reader = region.other();
  final long version = reader.version();

  /** Stores one field. */
  @Actor
  public void set() {
    writer.x(1);
  }

  /** Looks for the version, then at the field. */
  @Actor
  public void get(II_Result seen) {
    seen.r1 = (int) (reader.version() - version);
    seen.r2 = reader.x();
  }
}
