package org.sharedstruct.tests.child;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Where a child waits to be killed, or to be told to go on. Tests insert calls of {@link #reached} into the
 * library's classes; a child that comes for the first time to a point it was started for says so and goes
 * no further until its parent sends a line. Of several threads that wait, the first is the first to go on.
 * A {@link Victim} decides for itself, and goes on no more.
 */
public final class KillPoint {

  /** What the child prints there. */
  public static final String REACHED = "kill point reached";

  /** Some points, such as {@code 3,4}. */
  private static final String PROPERTY = "kill.point";

  private static final Set<Integer> WANTED = ConcurrentHashMap.newKeySet();

  static {
    String points = System.getProperty(PROPERTY, "");
    Arrays.stream(points.split(",")).filter(point -> !point.isEmpty()).map(Integer::valueOf).forEach(WANTED::add);
  }

  /** Points count only from a call of {@link #arm} on. */
  private static final String LATE = "kill.late";

  private static volatile boolean armed = !Boolean.getBoolean(LATE);

  private static int tickets;
  private static int served;

  private KillPoint() {}

  /**
   * Called at each point.
   *
   * @param point its number
   */
  public static void reached(int point) {
    if (Thread.currentThread() instanceof Victim victim) {
      victim.reached(point);
    } else if (armed && WANTED.contains(point) && !isRehearsal() && WANTED.remove(point)) {
      awaitTurn(takeTicket());
      Parent.awaitLine();
      endTurn();
    }
  }

  /** Lets points count from now on, in a child that was started so that they do not count before. */
  static void arm() {
    armed = true;
  }

  /** Waits until another thread waits at a point. */
  static void awaitReachedBy(Thread thread) {
    while (Arrays.stream(thread.getStackTrace())
        .noneMatch(frame -> frame.getMethodName().equals("awaitLine"))) {
      Thread.onSpinWait();
    }
  }

  /** Waits until another thread waits at a point, or in the library for a thread that does. */
  static void awaitStopOf(Thread thread) {
    while (Arrays.stream(thread.getStackTrace()).noneMatch(frame -> frame.getMethodName().equals("awaitTurn"))
        && !isBlockedInLibrary(thread)) {
      Thread.onSpinWait();
    }
  }

  private static boolean isBlockedInLibrary(Thread thread) {
    StackTraceElement[] frames = thread.getStackTrace();
    return thread.getState() == Thread.State.BLOCKED && frames.length > 0
        && frames[0].getClassName().startsWith("org.sharedstruct.guard.");
  }

  /** Whether the library only tries itself out, before the region is used. */
  private static boolean isRehearsal() {
    return StackWalker.getInstance().walk(stack -> stack
        .anyMatch(frame -> frame.getClassName().equals("org.sharedstruct.guard.Rehearsal")));
  }

  /** The order in which threads say that they are there is the order in which they go on. */
  private static synchronized int takeTicket() {
    Parent.tell(REACHED);
    return tickets++;
  }

  private static synchronized void awaitTurn(int ticket) {
    boolean interrupted = false;
    while (served != ticket) {
      try {
        KillPoint.class.wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static synchronized void endTurn() {
    served++;
    KillPoint.class.notifyAll();
  }

  static void waitForTheKill() {
    for (;;) {
      LockSupport.park();
    }
  }
}
