package org.sharedstruct.guard;

import org.sharedstruct.SharedWriter;

/** A writer session of one thread, as users see it; M of {@link Guard}. */
public final class GuardWriter implements SharedWriter {

  private final Guard guard;
  private final Object name;
  private final Thread thread = Thread.currentThread();

  /** Which of all sessions of the guard it is; zero: it has ended. */
  private long session;

  private GuardWriter(Guard guard, Object name) {
    this.guard = guard;
    this.name = name;
  }

  /**
   * Begins a session of this thread.
   *
   * @param guard of the region
   * @param name of the region, for messages
   * @return the session
   * @throws IllegalStateException if the thread holds the lock, and not in a session
   */
  public static GuardWriter begin(Guard guard, Object name) {
    GuardWriter writer = new GuardWriter(guard, name);
    Sleepers.register();
    writer.session = guard.updates().beginSession();
    return writer;
  }

  @Override
  public void close() {
    if (Thread.currentThread() != thread) {
      throw new IllegalMonitorStateException(Thread.currentThread() + " cannot end " + this);
    }
    if (session != 0) {
      guard.updates().endSession(session);
      session = 0;
    }
  }

  @Override
  public String toString() {
    return "the writer session of " + thread + " in " + name;
  }
}
