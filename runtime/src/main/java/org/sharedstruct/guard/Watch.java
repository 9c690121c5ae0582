package org.sharedstruct.guard;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The guards of this class loader, and the thread that looks after them: whether a thread has lost a hold
 * of one of them ({@link Hold}). In this process anyone who waits for the lock finds that out, too; but
 * those that wait in other processes see only that this process lives.
 *
 * <p>The thread is started with the first hold of any guard, looks ten times a second, and ends when
 * there is no guard left. It keeps no guard from being collected, nor a class loader longer than its guards.
 */
final class Watch {

  /** How long a hold can be lost before the processes that wait for it go on. */
  private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** By region and participant; weak, so that they keep no handle open. */
  private static final Map<Key, WeakReference<Guard>> GUARDS = new ConcurrentHashMap<>();

  /** Whose guard it is. */
  private record Key(long region, long participant) {}

  private static boolean running;

  private Watch() {}

  /** Adds the guard of a participant. */
  static void add(long region, long participant, Guard guard) {
    GUARDS.put(new Key(region, participant), new WeakReference<>(guard));
  }

  /** Forgets a participant that has left. */
  static void remove(long region, long participant) {
    GUARDS.remove(new Key(region, participant));
  }

  /** The guard of a participant, or null if it is not of this class loader. */
  static Guard find(long region, long participant) {
    WeakReference<Guard> guard = GUARDS.get(new Key(region, participant));
    return guard == null ? null : guard.get();
  }

  /**
   * Starts the thread unless it runs.
   *
   * @return false if there is no room for a thread now
   */
  static synchronized boolean start() {
    try {
      if (!running) {
        Thread thread = Thread.ofPlatform().daemon().name("sharedstruct-watch")
            .inheritInheritableThreadLocals(false).unstarted(Watch::run);
        thread.setContextClassLoader(null);
        thread.start();
        running = true;
      }
      return true;
    } catch (Throwable noRoom) {
      return false;
    }
  }

  private static void run() {
    while (!isOver()) {
      LockSupport.parkNanos(PERIOD_NANOS);
      try {
        look();
      } catch (Throwable failure) {
        // no memory, a truncated file: it looks again
      }
    }
  }

  private static void look() {
    for (WeakReference<Guard> reference : GUARDS.values()) {
      Guard guard = reference.get();
      if (guard != null) {
        guard.lookAfter();
      }
    }
  }

  private static synchronized boolean isOver() {
    if (GUARDS.isEmpty()) {
      running = false;
    }
    return !running;
  }
}
