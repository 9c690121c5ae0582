package org.sharedstruct;

/**
 * A writer session: one thread holds the lock of a region, and each of its guarded writes is still a commit
 * of its own. It is for regions with one steady writer, who need not take the lock and give it back
 * for each write.
 *
 * {@snippet :
 * try (SharedWriter writer = shared.writer()) {
 *   for (;;) {
 *     shared.guarded().update(xy -> xy.x(xy.x() + 1)); // a commit
 *     shared.guarded().y(1);                           // another one
 *   }
 * }
 * }
 *
 * <p>Whatever the thread does through the handle while the session lasts is part of it: {@code update},
 * {@code set}, setters and the others, through all views of the handle. {@link SharedMemory#lock()} within it
 * groups what follows into one commit until {@code unlock()}, as it always does. Readers wait for nobody.
 * Other writers wait until the session ends, as for any holder of the lock: those with a {@link
 * SharedMemory#lockTimeout} are told who holds it. If the process is killed, or the thread ends, all commits
 * stay, what was half written is undone, and the next one who wants the lock gets it.
 *
 * <p>The session belongs to the thread that began it, which alone may end it. Until then {@link
 * SharedMemory#close()} of the handle is refused. A thread may begin another session within its session; the
 * lock is given back when the outermost one ends.
 *
 * <p>If an Error keeps a write from being finished or undone, as when the stack ends in undoing it, or if a bulk
 * write has left elements half written, the session ends with it, and {@link #close()} does nothing: later writes
 * take the lock each for itself. If the lock was lost to another process, as it can be where somebody has made
 * the operating system drop the locks of this one, every write throws {@link IllegalMonitorStateException} until
 * the session is closed, or another thread of the handle has taken the lock.
 */
public interface SharedWriter extends AutoCloseable {

  /**
   * Ends the session and gives the lock back. Closing twice does nothing.
   *
   * @throws IllegalMonitorStateException if another thread began the session
   * @throws IllegalStateException within an {@code update}, or while the thread still holds {@link
   *     SharedMemory#lock()} that it took in the session; the session goes on then. Also if the file was
   *     truncated; the session has ended nevertheless
   */
  @Override
  void close();
}
