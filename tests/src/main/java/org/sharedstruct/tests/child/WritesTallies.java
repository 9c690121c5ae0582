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
    /** All elements in one update, each time a line comes. */
    ASKED {
      @Override
      void write(GuardedTally.Array array, long n) {
        array.update(all -> all.fill(Tallies.tally(n)));
      }
    },
    /** The same, in an update that takes long. */
    ASKED_AND_SLOW {
      @Override
      void write(GuardedTally.Array array, long n) {
        array.update(all -> {
          all.fill(Tallies.tally(-n));
          sleepWithin(150);
          all.fill(Tallies.tally(n));
        });
      }
    };

    abstract void write(GuardedTally.Array array, long n);
  }

  private WritesTallies() {}

  /** Arguments: rhythm, path. Says {@code started} after the first time, and {@code written} when asked. */
  public static void main(String[] arguments) throws Exception {
    Rhythm rhythm = Rhythm.valueOf(arguments[0]);
    try (SharedTally.Array shared = SharedTally.Array.open(Path.of(arguments[1]))) {
      rhythm.write(shared.guarded(), 1);
      Parent.tell("started");
      if (rhythm == Rhythm.BUSY) {
        writeOn(rhythm, shared.guarded());
      } else {
        writeWhenAsked(rhythm, shared.guarded());
      }
    }
  }

  private static void writeOn(Rhythm rhythm, GuardedTally.Array array) {
    Parent parent = Parent.listen();
    for (long n = 2; parent.wantsMore(); n++) {
      rhythm.write(array, n);
    }
  }

  private static void writeWhenAsked(Rhythm rhythm, GuardedTally.Array array) {
    for (long n = 2; Parent.awaitLine(); n++) {
      rhythm.write(array, n);
      Parent.tell("written");
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
