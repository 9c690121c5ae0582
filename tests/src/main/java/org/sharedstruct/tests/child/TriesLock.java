package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.sharedstruct.SharedLock;
import org.sharedstruct.tests.SharedTally;

/** Says who holds the lock of a tally, and whether it can be had. */
public final class TriesLock {

  private TriesLock() {}

  /**
   * Arguments: path, how many milliseconds to wait for the lock. Says {@code process} and its process id,
   * {@code holder} and who that is, {@code locked} and whether it got the lock.
   */
  public static void main(String[] arguments) throws Exception {
    Parent.tell("process " + ProcessHandle.current().pid());
    try (SharedTally shared = SharedTally.open(Path.of(arguments[0]))) {
      SharedLock lock = shared.lock();
      Parent.tell("holder " + lock.holder().map(SharedLock.Holder::toString).orElse("none"));
      boolean locked = lock.tryLock(Long.parseLong(arguments[1]), TimeUnit.MILLISECONDS);
      Parent.tell("locked " + locked);
      if (locked) {
        lock.unlock();
      }
    }
  }
}
