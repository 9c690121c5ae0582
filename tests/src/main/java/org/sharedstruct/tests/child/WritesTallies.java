package org.sharedstruct.tests.child;

import java.nio.file.Path;
import org.sharedstruct.tests.GuardedTally;
import org.sharedstruct.tests.SharedTally;

/** Writes to an array of tallies in a certain rhythm, until its standard input ends. */
public final class WritesTallies {

  /** The rhythms. */
  public enum Rhythm {
    /** One element after the other, each a commit, without a pause. */
    BUSY {
      @Override
      void write(GuardedTally.Array array, long n) {
        for (long i = 0; i < array.length(); i++) {
          array.update(i, raw -> raw.count(n).twice(2 * n));
        }
      }
    },
    /** All elements in one update, then a pause. */
    RARE {
      @Override
      void write(GuardedTally.Array array, long n) throws InterruptedException {
        array.update(all -> all.fill(Tallies.tally(n)));
        Thread.sleep(200);
      }
    },
    /**
     * All elements in one update that takes long. Most pauses are too short to read a long array in, and
     * every fourth is long enough.
     */
    SLOW {
      @Override
      void write(GuardedTally.Array array, long n) throws InterruptedException {
        array.update(all -> {
          all.fill(Tallies.tally(-n));
          sleepWithin(150);
          all.fill(Tallies.tally(n));
        });
        Thread.sleep(n % 4 == 0 ? 400 : 1);
      }
    };

    abstract void write(GuardedTally.Array array, long n) throws InterruptedException;
  }

  private WritesTallies() {}

  /** Arguments: rhythm, path. Says {@code started} after the first time. */
  public static void main(String[] arguments) throws Exception {
    Parent parent = Parent.listen();
    Rhythm rhythm = Rhythm.valueOf(arguments[0]);
    try (SharedTally.Array shared = SharedTally.Array.open(Path.of(arguments[1]))) {
      long n = 1;
      rhythm.write(shared.guarded(), n);
      Parent.tell("started");
      while (parent.wantsMore()) {
        rhythm.write(shared.guarded(), ++n);
      }
    }
  }

  private static void sleepWithin(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
