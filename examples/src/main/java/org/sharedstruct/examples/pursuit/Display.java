package org.sharedstruct.examples.pursuit;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The third process: it shows people what goes on. But for its own statistics it only reads. */
final class Display {

  /** Trails look good at a hundred points a second; how often to draw is the view's affair. */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private Display() {}

  public static void main(String[] arguments) throws IOException {
    try (SharedShow show = SharedShow.inherited("show");
        SharedXY target = SharedXY.inherited("target");
        SharedSteering steering = SharedSteering.inherited("steering");
        SharedStatistics detector = SharedStatistics.inherited("detector");
        SharedStatistics planner = SharedStatistics.inherited("planner");
        SharedStatistics display = SharedStatistics.inherited("display")) {
      Curtain curtain = new Curtain(show.guarded());
      Tally tally = new Tally(display.guarded());
      View view = View.suitable();
      boolean more;
      do {
        more = curtain.isUp(); // asked before the look, so that the last look sees how it all ended
        Scene scene = new Scene(
            show.guarded().snapshot(),
            target.guarded().snapshot(),
            steering.guarded().snapshot(),
            detector.guarded().snapshot(),
            planner.guarded().snapshot(),
            display.guarded().snapshot());
        tally.read(scene.target());
        view.look(scene);
        LockSupport.parkNanos(PAUSE_NANOS);
      } while (more);
    }
  }
}
