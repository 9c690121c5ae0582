package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.sharedstruct.OwnerDiedException;
import org.sharedstruct.SharedLock;
import org.sharedstruct.SharedLock.Waiting;
import org.sharedstruct.tests.SharedTally;

/** Waits for the lock of a tally, or of an array of them, and says what it finds when it has it. */
public final class AwaitsLock {

  private AwaitsLock() {}

  /**
   * Arguments: {@code struct} or {@code array}, path. Says {@code waiting} when its thread waits,
   * or is about to sleep in the kernel; at last what is in the region, or
   * {@code OwnerDiedException}.
   */
  public static void main(String[] arguments) throws Exception {
    Path path = Path.of(arguments[1]);
    if (arguments[0].equals("struct")) {
      try (SharedTally shared = SharedTally.open(path)) {
        await(shared.lock(), shared.guarded()::snapshot);
      }
    } else {
      try (SharedTally.Array shared = SharedTally.Array.open(path)) {
        await(shared.lock(), shared.guarded()::snapshot);
      }
    }
  }

  private static void await(SharedLock lock, Supplier<?> content) throws InterruptedException {
    Thread waiting = Thread.ofPlatform().start(() -> lockAndTell(lock, content));
    while (lock.waiting() == Waiting.POLLING && waiting.getState() != Thread.State.TIMED_WAITING) {
      Thread.sleep(1);
    }
    Parent.tell("waiting");
    waiting.join();
  }

  private static void lockAndTell(SharedLock lock, Supplier<?> content) {
    try {
      lock.lock();
      Parent.tell(content.get());
      lock.unlock();
    } catch (OwnerDiedException told) {
      Parent.tell(told.getClass().getSimpleName());
    }
  }
}
