package org.sharedstruct.examples.pursuit;

/**
 * All that the display knows at one moment: a snapshot of every struct. They are as many commits, made
 * at nearly the same time; only what is in one struct belongs together for certain.
 *
 * @param show the clock
 * @param target where the target is
 * @param pursuer where the pursuer is
 * @param detector what the detector has done
 * @param planner what the planner has done
 * @param display what the display itself has done
 */
record Scene(
    ShowRecord show,
    XYRecord target,
    SteeringRecord pursuer,
    StatisticsRecord detector,
    StatisticsRecord planner,
    StatisticsRecord display) {

  /** How far the pursuer is from the target. */
  double gap() {
    return Math.hypot(target.x() - pursuer.x(), target.y() - pursuer.y());
  }

  /** Torn reads of all processes. */
  long torn() {
    return planner.torn() + display.torn();
  }
}
