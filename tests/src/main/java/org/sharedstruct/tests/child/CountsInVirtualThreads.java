package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sharedstruct.SharedLock;
import org.sharedstruct.tests.GuardedTally;
import org.sharedstruct.tests.SharedTally;

/** Counts a tally up in many virtual threads, each once, and each while it holds the lock. */
public final class CountsInVirtualThreads {

  private CountsInVirtualThreads() {}

  /** Arguments: path, number of threads. */
  public static void main(String[] arguments) throws Exception {
    try (SharedTally shared = SharedTally.open(Path.of(arguments[0]))) {
      Parent.tell("counting");
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
        threads.add(Thread.startVirtualThread(() -> count(shared.lock(), shared.guarded())));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      Parent.tell("counted");
    }
  }

  private static void count(SharedLock lock, GuardedTally tally) {
    lock.lock();
    try {
      tally.count(tally.count() + 1);
      Thread.yield();
      tally.twice(tally.twice() + 2);
    } finally {
      lock.unlock();
    }
  }
}
