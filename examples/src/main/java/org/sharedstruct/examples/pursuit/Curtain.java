package org.sharedstruct.examples.pursuit;

import java.util.concurrent.TimeUnit;

/**
 * Tells a child process how long to go on: until the launcher says that the show is finished. A
 * launcher that was killed says nothing, so the child looks after its parent as well.
 */
final class Curtain {

  /** Asking for the parent is a system call or more; this is often enough. */
  private static final long PARENT_CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final GuardedShow show;
  private final long launcher;
  private long lastCheck;

  Curtain(GuardedShow show) {
    this.show = show;
    launcher = show.launcher();
    lastCheck = System.nanoTime() - PARENT_CHECK_NANOS;
  }

  /** Whether the show goes on. */
  boolean isUp() {
    return !show.finished() && !isOrphan();
  }

  private boolean isOrphan() {
    if (System.nanoTime() - lastCheck < PARENT_CHECK_NANOS) {
      return false;
    }
    lastCheck = System.nanoTime();
    // Compared with the launcher's id, not with the first parent seen: that may be a foster parent already.
    return ProcessHandle.current().parent().filter(parent -> parent.pid() == launcher).isEmpty();
  }
}
