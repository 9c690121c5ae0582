package org.sharedstruct.benchmarks.child;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.sharedstruct.benchmarks.struct.GuardedBall;
import org.sharedstruct.benchmarks.struct.SharedBall;

/**
 * One of two processes that throw a ball to each other and sleep while it is on its way, so that each throw
 * wakes somebody. Each has a region that it alone writes: a commit of one's own wakes nobody then.
 */
public final class Throws {

  private static final long REST_NANOS = 1_000_000;

  private final GuardedBall mine;
  private final GuardedBall theirs;
  private long number;

  private Throws(GuardedBall mine, GuardedBall theirs) {
    this.mine = mine;
    this.theirs = theirs;
  }

  /** Arguments: the path of the region to write, that of the one to wait for. */
  public static void main(String[] arguments) throws Exception {
    try (SharedBall mine = SharedBall.openOrCreate(Path.of(arguments[0]));
        SharedBall theirs = SharedBall.openOrCreate(Path.of(arguments[1]))) {
      Throws player = new Throws(mine.guarded(), theirs.guarded());
      Turns.serve(Map.of(
          "serve", nanos -> player.serve(nanos, 0),
          "serveRested", nanos -> player.serve(nanos, REST_NANOS),
          "return", player::giveBack));
    }
  }

  /** Counts the serves and how long their answers took. One that is not answered by the end is none. */
  private Turn serve(long nanos, long rest) {
    long end = System.nanoTime() + nanos;
    long served = 0;
    long elapsed = 0;
    for (long before = rested(rest); before < end; before = rested(rest)) {
      mine.number(++number);
      if (!awaitAnswer(end)) {
        break;
      }
      elapsed += System.nanoTime() - before;
      served++;
    }
    return Turn.of(served, elapsed);
  }

  private static long rested(long nanos) {
    if (nanos > 0) {
      LockSupport.parkNanos(nanos);
    }
    return System.nanoTime();
  }

  private boolean awaitAnswer(long end) {
    long version = theirs.version();
    while (theirs.number() != number) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      version = theirs.awaitChange(version, Duration.ofNanos(left));
    }
    return true;
  }

  private Turn giveBack(long nanos) {
    long start = System.nanoTime();
    long returned = 0;
    for (long left = nanos; left > 0; left = nanos - (System.nanoTime() - start)) {
      long version = theirs.version();
      long coming = theirs.number();
      if (coming == number) {
        theirs.awaitChange(version, Duration.ofNanos(left));
      } else {
        number = coming;
        mine.number(number);
        returned++;
      }
    }
    return Turn.of(returned, nanos);
  }
}
