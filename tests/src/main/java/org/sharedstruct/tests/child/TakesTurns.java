package org.sharedstruct.tests.child;

import java.nio.file.Path;
import org.sharedstruct.SharedLock;
import org.sharedstruct.tests.GuardedTwelve;
import org.sharedstruct.tests.RawTally;
import org.sharedstruct.tests.SharedTally;
import org.sharedstruct.tests.SharedTwelve;

/** Some threads that take the lock of a region once, each for itself, and write nothing under it. */
public final class TakesTurns {

  private TakesTurns() {}

  /**
   * Arguments: path, path of a tally, number of threads. Says {@code waiting} before a thread takes the
   * lock. With the lock it counts in the tally, which is not guarded by it nor otherwise, and then says
   * which version it found.
   */
  public static void main(String[] arguments) throws Exception {
    try (SharedTwelve shared = SharedTwelve.open(Path.of(arguments[0]));
        SharedTally turns = SharedTally.open(Path.of(arguments[1]))) {
      Thread[] threads = new Thread[Integer.parseInt(arguments[2])];
      for (int i = 0; i < threads.length; i++) {
        threads[i] = Thread.ofPlatform().start(() -> takeTurn(shared, turns.raw()));
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  private static void takeTurn(SharedTwelve shared, RawTally turns) {
    GuardedTwelve guarded = shared.guarded();
    SharedLock lock = shared.lock();
    KillPoint.arm();
    Parent.tell("waiting");
    lock.lock();
    try {
      turns.count(turns.count() + 1);
      Parent.tell(guarded.version());
    } finally {
      lock.unlock();
    }
  }
}
