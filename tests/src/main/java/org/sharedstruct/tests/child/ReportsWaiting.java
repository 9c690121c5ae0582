package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.sharedstruct.tests.SharedTally;

/** Waits for the lock of a tally and for a commit, both in vain, and says how. */
public final class ReportsWaiting {

  private ReportsWaiting() {}

  /** Argument: path. */
  public static void main(String[] arguments) throws Exception {
    Path path = Path.of(arguments[0]);
    try (SharedTally holder = SharedTally.open(path); SharedTally waiter = SharedTally.open(path)) {
      holder.lock().lock();
      Thread thread = Thread.ofPlatform().start(() -> waitInVain(waiter));
      thread.join();
      holder.lock().unlock();
      Parent.tell(waiter.lock().waiting());
    }
  }

  private static void waitInVain(SharedTally waiter) {
    try {
      if (waiter.lock().tryLock(100, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("the lock was not held");
      }
      waiter.guarded().awaitChange(waiter.guarded().version(), Duration.ofMillis(100));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
