package org.sharedstruct.tests.child;

import java.util.concurrent.locks.LockSupport;

/**
 * Where a child waits to be killed. Tests insert calls of {@link #reached} into the library's classes;
 * a child that comes to the point it was started for says so and goes no further, and so does a {@link
 * Victim}, each for itself.
 */
public final class KillPoint {

  /** What the child prints there. */
  public static final String REACHED = "kill point reached";

  private static final int WANTED = Integer.getInteger("kill.point", -1);

  private KillPoint() {}

  /**
   * Called at each point.
   *
   * @param point its number
   */
  public static void reached(int point) {
    if (Thread.currentThread() instanceof Victim victim) {
      victim.reached(point);
    } else if (point == WANTED) {
      System.out.println(REACHED);
      waitForTheKill();
    }
  }

  static void waitForTheKill() {
    for (;;) {
      LockSupport.park();
    }
  }
}
