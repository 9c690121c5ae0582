package org.sharedstruct.tests.child;

import java.nio.file.Path;
import org.sharedstruct.tests.SharedEight;

/** Opens a region and closes it; is interrupted when it comes to a {@link KillPoint}. */
public final class IsInterruptedAtPoint {

  private IsInterruptedAtPoint() {}

  /** Argument: the path. Says {@code interrupted} at the point, and whether it still is after the close. */
  public static void main(String[] arguments) throws Exception {
    SharedEight shared = SharedEight.open(Path.of(arguments[0]));
    Thread closing = Thread.currentThread();
    Thread.ofPlatform().daemon().start(() -> interruptAtPoint(closing));
    shared.close();
    Parent.tell(Thread.interrupted());
  }

  private static void interruptAtPoint(Thread thread) {
    KillPoint.awaitReachedBy(thread);
    thread.interrupt();
    Parent.tell("interrupted");
  }
}
