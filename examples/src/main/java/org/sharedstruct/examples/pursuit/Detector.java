package org.sharedstruct.examples.pursuit;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The first process: it tracks the target and publishes where it is, millions of times a second. */
final class Detector {

  /** Publishing without a break would take a core of its own; half of one is plenty. */
  private static final int BURST = 4_000;
  private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

  private final GuardedXY target;
  private final Tally tally;

  private Detector(GuardedXY target, Tally tally) {
    this.target = target;
    this.tally = tally;
  }

  public static void main(String[] arguments) throws IOException {
    try (SharedShow show = SharedShow.inherited("show");
        SharedXY target = SharedXY.inherited("target");
        SharedStatistics statistics = SharedStatistics.inherited("detector")) {
      Detector detector = new Detector(target.guarded(), new Tally(statistics.guarded()));
      detector.trackUntilThe(new Curtain(show.guarded()));
    }
  }

  private void trackUntilThe(Curtain curtain) {
    while (curtain.isUp()) {
      for (int i = 0; i < BURST; i++) {
        publish(Course.x(tally.nanos() / 1e9));
      }
      tally.wrote(BURST);
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** One commit: nobody ever sees the new x with the old y. */
  private void publish(float x) {
    float y = Course.y(x);
    target.update(xy -> xy.x(x).y(y));
  }
}
