package org.sharedstruct.examples.pursuit;

/** How the pursuer moves: straight ahead, slower near its aim, and with a rudder that turns only so fast. */
final class Pursuer {

  /** Units of the plane per second. */
  private static final float TOP_SPEED = 1.6f;

  /** Radians per second. */
  private static final double RUDDER = 7;

  private Pursuer() {}

  /**
   * Moves the pursuer a little.
   *
   * @param pursuer what to read and write, within an update
   * @param aim where it wants to be
   * @param seconds how much time has passed since the last move
   */
  static void steer(RawSteering pursuer, XYRecord aim, double seconds) {
    float east = aim.x() - pursuer.x();
    float north = aim.y() - pursuer.y();
    double turn = Math.IEEEremainder(Math.atan2(north, east) - pursuer.heading(), 2 * Math.PI);
    double most = RUDDER * seconds;
    double heading = pursuer.heading() + Math.clamp(turn, -most, most);
    float speed = Math.min(TOP_SPEED, 4 * (float) Math.hypot(east, north));
    pursuer
        .x(pursuer.x() + (float) (speed * seconds * Math.cos(heading)))
        .y(pursuer.y() + (float) (speed * seconds * Math.sin(heading)))
        .heading((float) Math.IEEEremainder(heading, 2 * Math.PI))
        .speed(speed)
        .ticks(pursuer.ticks() + 1);
  }
}
