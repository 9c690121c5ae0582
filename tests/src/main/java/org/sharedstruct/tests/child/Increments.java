package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.util.concurrent.locks.Lock;
import org.sharedstruct.tests.GuardedTally;
import org.sharedstruct.tests.SharedTally;

/** Increments a tally again and again, in one of three ways. */
public final class Increments {

  /** How an increment is written. */
  public enum Way {
    /** {@code guarded.update(...)}. */
    UPDATE {
      @Override
      void run(Path path, int times) throws Exception {
        try (SharedTally shared = SharedTally.open(path)) {
          begin();
          GuardedTally tally = shared.guarded();
          for (int i = 0; i < times; i++) {
            tally.update(raw -> raw.count(raw.count() + 1).twice(raw.twice() + 2));
          }
        }
      }
    },
    /** {@code array.update(i, ...)}, going round the elements. */
    UPDATE_ELEMENT {
      @Override
      void run(Path path, int times) throws Exception {
        try (SharedTally.Array shared = SharedTally.Array.open(path)) {
          begin();
          GuardedTally.Array tallies = shared.guarded();
          for (int i = 0; i < times; i++) {
            tallies.update(i % tallies.length(), raw -> raw.count(raw.count() + 1).twice(raw.twice() + 2));
          }
        }
      }
    },
    /** Guarded getters and setters between {@code lock()} and {@code unlock()}. */
    LOCK {
      @Override
      void run(Path path, int times) throws Exception {
        try (SharedTally shared = SharedTally.open(path)) {
          begin();
          GuardedTally tally = shared.guarded();
          Lock lock = tally.lock();
          for (int i = 0; i < times; i++) {
            lock.lock();
            try {
              tally.count(tally.count() + 1);
              tally.twice(tally.twice() + 2);
            } finally {
              lock.unlock();
            }
          }
        }
      }
    };

    abstract void run(Path path, int times) throws Exception;

    /** All processes are there before the first one begins. */
    private static void begin() {
      Parent.tell("ready");
      Parent.awaitLine();
    }
  }

  private Increments() {}

  /** Arguments: way, path, times. Begins when its parent sends a line. */
  public static void main(String[] arguments) throws Exception {
    Way.valueOf(arguments[0]).run(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
  }
}
