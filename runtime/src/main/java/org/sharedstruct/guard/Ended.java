package org.sharedstruct.guard;

/** Whether a thread of this JVM will never go on. */
final class Ended {

  private Ended() {}

  /**
   * Tells whether a thread has ended, or is in {@link System#exit}, which never returns: the thread waits
   * there for the shutdown hooks, and one of those may wait for what the thread holds.
   *
   * <p>Who sees here that a thread has ended sees all that it has written (JLS 17.4.4).
   */
  static boolean isEnded(Thread thread) {
    return !thread.isAlive() || isExiting(thread);
  }

  private static boolean isExiting(Thread thread) {
    Thread.State state = thread.getState();
    if (state != Thread.State.WAITING && state != Thread.State.BLOCKED) {
      return false;
    }
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getClassName().equals("java.lang.Shutdown") && frame.getMethodName().equals("exit")) {
        return true;
      }
    }
    return false;
  }
}
