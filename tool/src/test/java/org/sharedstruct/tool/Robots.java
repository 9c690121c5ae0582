package org.sharedstruct.tool;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** What is in the regions of these tests. */
final class Robots {

  static final UUID ID = new UUID(0x0123_4567_89ab_4defL, 0x8123_4567_89ab_cdefL);

  private Robots() {}

  /** Values that each have a look of their own. */
  static void fill(RawRobot robot) {
    robot.on(true).name("R 2").state(Robot.State.BUSY).sample(0, 1.1f).sample(2, -3).ticket(4_000_000_000L)
        .sign('\u00fc').count(Long.MIN_VALUE).id(ID).since(Instant.parse("2026-01-02T03:04:05.5Z"))
        .left(Duration.ofMillis(1500));
    robot.pose().x(1.5).y(-0.1);
    robot.route(1).y(9);
  }
}
