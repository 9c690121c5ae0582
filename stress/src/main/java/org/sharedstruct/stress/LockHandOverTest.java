package org.sharedstruct.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Who takes the lock sees everything that was written under it before: in the region through raw views, and
 * on the heap.
 */
final class LockHandOverTest {

  private LockHandOverTest() {}

  /** Both through the same handle. */
  @JCStressTest
  @State
  @Outcome(id = {"0, 2, 4", "2, 0, 4"}, expect = ACCEPTABLE, desc = "One after the other.")
  @Outcome(expect = FORBIDDEN, desc = "Something was not seen, or both were in.")
  public static class OneHandle {

    final Region region = Regions.next();
    final GuardedPair first = region.one();
    final GuardedPair second = region.one();
    int heap;

    /** Takes the lock. */
    @Actor
    public void first(III_Result seen) {
      seen.r1 = increment(first);
    }

    /** Takes the lock as well. */
    @Actor
    public void second(III_Result seen) {
      seen.r2 = increment(second);
    }

    /** Looks when both are done. */
    @Arbiter
    public void sum(III_Result seen) {
      seen.r3 = first.raw().x() + heap;
    }

    private int increment(GuardedPair pair) {
      pair.lock().lock();
      try {
        int before = pair.raw().x() + heap;
        pair.raw().x(pair.raw().x() + 1);
        heap++;
        return before;
      } finally {
        pair.lock().unlock();
      }
    }
  }

  /** Each through a handle of its own, as two processes. */
  @JCStressTest
  @State
  @Outcome(id = {"0, 2, 4", "2, 0, 4"}, expect = ACCEPTABLE, desc = "One after the other.")
  @Outcome(expect = FORBIDDEN, desc = "Something was not seen, or both were in.")
  public static class TwoHandles {

    final Region region = Regions.next();
    final GuardedPair first = region.one();
    final GuardedPair second = region.other();
    int heap;

    /** Takes the lock. */
    @Actor
    public void first(III_Result seen) {
      seen.r1 = increment(first);
    }

    /** Takes the lock as well. */
    @Actor
    public void second(III_Result seen) {
      seen.r2 = increment(second);
    }

    /** Looks when both are done. */
    @Arbiter
    public void sum(III_Result seen) {
      seen.r3 = first.raw().x() + heap;
    }

    private int increment(GuardedPair pair) {
      pair.lock().lock();
      try {
        int before = pair.raw().x() + heap;
        pair.raw().x(pair.raw().x() + 1);
        heap++;
        return before;
      } finally {
        pair.lock().unlock();
      }
    }
  }
}
