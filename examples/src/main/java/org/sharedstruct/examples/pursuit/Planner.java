package org.sharedstruct.examples.pursuit;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The second process: it watches the target, millions of looks a second, and steers the pursuer after it. */
final class Planner {

  /**
   * How long to look before steering. Were it a single look for each change, then on a busy machine the
   * two processes would take turns, and no read would ever meet a write.
   */
  private static final long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  /** The longest wait for the detector before looking at the curtain again. */
  private static final Duration PATIENCE = Duration.ofMillis(100);

  private final GuardedXY target;
  private final GuardedSteering steering;
  private final Tally tally;
  private long lastSteered;

  private Planner(GuardedXY target, GuardedSteering steering, Tally tally) {
    this.target = target;
    this.steering = steering;
    this.tally = tally;
  }

  public static void main(String[] arguments) throws IOException {
    try (SharedShow show = SharedShow.inherited("show");
        SharedXY target = SharedXY.inherited("target");
        SharedSteering steering = SharedSteering.inherited("steering");
        SharedStatistics statistics = SharedStatistics.inherited("planner")) {
      Planner planner =
          new Planner(target.guarded(), steering.guarded(), new Tally(statistics.guarded()));
      planner.followUntilThe(new Curtain(show.guarded()));
    }
  }

  private void followUntilThe(Curtain curtain) {
    long version = target.version();
    while (curtain.isUp()) {
      version = target.awaitChange(version, PATIENCE);
      steerTo(observe());
    }
  }

  /** Looks at the target for a moment, as often as it can, and returns what it saw last. */
  private XYRecord observe() {
    long end = tally.nanos() + MOMENT_NANOS;
    XYRecord seen;
    do {
      seen = target.snapshot(); // both floats of one commit; target.x() and target.y() may be of two
      tally.read(seen);
    } while (tally.nanos() < end);
    return seen;
  }

  private void steerTo(XYRecord seen) {
    long now = tally.nanos();
    double seconds = (now - lastSteered) / 1e9;
    lastSteered = now;
    steering.update(pursuer -> Pursuer.steer(pursuer, seen, seconds));
    tally.wrote(1);
  }
}
