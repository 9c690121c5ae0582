package org.sharedstruct.tests.child;

import java.util.concurrent.locks.LockSupport;

/**
 * Where a child waits to be killed. Tests insert calls of {@link #reached} into the library's classes;
 * a child that comes to the point it was started for says so and goes no further.
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
    if (point == WANTED) {
      System.out.println(REACHED);
      for (;;) {
        LockSupport.park();
      }
    }
  }
}
