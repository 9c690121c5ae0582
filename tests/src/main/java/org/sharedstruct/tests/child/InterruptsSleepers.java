package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.sharedstruct.SharedLock;
import org.sharedstruct.tests.SharedTally;

/** Interrupts threads that wait for a lock, each through a handle of its own, so that each is the first there. */
public final class InterruptsSleepers {

  private interface Wait {
    void on(SharedLock lock) throws InterruptedException;
  }

  private InterruptsSleepers() {}

  /**
   * Argument: path. Holds the lock, and interrupts all three when it is told to. Says {@code interrupted} for
   * each that this has ended; unlocks when it is told to, and says {@code locked} for the third.
   */
  public static void main(String[] arguments) throws Exception {
    Path path = Path.of(arguments[0]);
    try (SharedTally holder = SharedTally.open(path)) {
      holder.lock().lock();
      List<Thread> sleepers = new ArrayList<>();
      sleepers.add(start(path, SharedLock::lockInterruptibly));
      sleepers.add(start(path, lock -> {
        if (lock.tryLock(1, TimeUnit.DAYS)) {
          throw new IllegalStateException("a day has passed");
        }
      }));
      sleepers.add(start(path, SharedLock::lock));
      Parent.awaitLine();
      sleepers.forEach(Thread::interrupt);
      Parent.awaitLine();
      holder.lock().unlock();
      for (Thread sleeper : sleepers) {
        sleeper.join();
      }
    }
  }

  private static Thread start(Path path, Wait wait) throws Exception {
    SharedTally shared = SharedTally.open(path);
    return Thread.ofPlatform().start(() -> {
      try (shared) {
        wait.on(shared.lock());
        Parent.tell("locked " + Thread.currentThread().isInterrupted());
        shared.lock().unlock();
      } catch (InterruptedException e) {
        Parent.tell("interrupted " + Thread.currentThread().isInterrupted());
      }
    });
  }
}
