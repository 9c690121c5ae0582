package org.sharedstruct.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.sharedstruct.SharedWriter;

/** What is true of commits is true of those in a writer session, between which the lock is not given back. */
@SuppressWarnings("try") // a session is held, and not used
final class SessionTest {

  private SessionTest() {}

  /** A snapshot is all of one commit. */
  @JCStressTest
  @State
  @Outcome(id = {"0, 0", "1, 1", "2, 2"}, expect = ACCEPTABLE, desc = "One commit.")
  @Outcome(expect = FORBIDDEN, desc = "A mixture of commits.")
  public static class Snapshot {

    final Region region = Regions.next();
    final GuardedPair writer = region.one();
    final GuardedPair reader = region.other();

    /** Commits twice. */
    @Actor
    public void update() {
      try (SharedWriter session = region.session()) {
        writer.update(pair -> pair.x(1).y(1));
        writer.update(pair -> pair.x(2).y(2));
      }
    }

    /** Reads. */
    @Actor
    public void snapshot(II_Result seen) {
      PairRecord pair = reader.snapshot();
      seen.r1 = pair.x();
      seen.r2 = pair.y();
    }
  }

  /** Commits are seen in their order, single stores too. */
  @JCStressTest
  @State
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "None.")
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The first one.")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Both.")
  @Outcome(expect = FORBIDDEN, desc = "The second one alone.")
  public static class OrderOfCommits {

    final Region region = Regions.next();
    final GuardedPair writer = region.one();
    final GuardedPair reader = region.other();

    /** Commits twice. */
    @Actor
    public void set() {
      try (SharedWriter session = region.session()) {
        writer.x(1);
        writer.y(1);
      }
    }

    /** Reads. */
    @Actor
    public void snapshot(II_Result seen) {
      PairRecord pair = reader.snapshot();
      seen.r1 = pair.x();
      seen.r2 = pair.y();
    }
  }

  /** A reader that sees the version of a single store sees the store as well. */
  @JCStressTest
  @State
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Before the store.")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The store came in between, or its version is still to come.")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "After the commit.")
  @Outcome(expect = FORBIDDEN, desc = "The version is seen, and the value is not.")
  public static class SingleStore {

    final Region region = Regions.next();
    final GuardedPair writer = region.one();
    final GuardedPair reader = region.other();
    final long version = reader.version();

    /** Stores one field. */
    @Actor
    public void set() {
      try (SharedWriter session = region.session()) {
        writer.x(1);
      }
    }

    /** Looks for the version, then at the field. */
    @Actor
    public void get(II_Result seen) {
      seen.r1 = (int) (reader.version() - version);
      seen.r2 = reader.x();
    }
  }

  /** The next owner, through another handle, sees all that was written in the session, and on the heap. */
  @JCStressTest
  @State
  @Outcome(id = {"0, 2, 4", "2, 0, 4"}, expect = ACCEPTABLE, desc = "One after the other.")
  @Outcome(expect = FORBIDDEN, desc = "Something was not seen, or both were in.")
  public static class HandOver {

    final Region region = Regions.next();
    final GuardedPair first = region.one();
    final GuardedPair second = region.other();
    int heap;

    /** Writes in a session. */
    @Actor
    public void session(III_Result seen) {
      try (SharedWriter session = region.session()) {
        seen.r1 = increment(first);
      }
    }

    /** Takes the lock. */
    @Actor
    public void lock(III_Result seen) {
      second.lock().lock();
      try {
        seen.r2 = increment(second);
      } finally {
        second.lock().unlock();
      }
    }

    /** Looks when both are done. */
    @Arbiter
    public void sum(III_Result seen) {
      seen.r3 = first.raw().x() + heap;
    }

    private int increment(GuardedPair pair) {
      int before = pair.raw().x() + heap;
      pair.x(pair.raw().x() + 1);
      heap++;
      return before;
    }
  }
}
