package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import org.sharedstruct.tests.GuardedTwelve;
import org.sharedstruct.tests.SharedTwelve;

/** Writes 1, 2, 3, … to all elements of an array of {@code Twelve}, by one call for each number. */
public final class WritesInBulk {

  /** The calls. */
  public enum Call {
    /** All twelve longs of each element, from one record. */
    FILL {
      @Override
      void run(GuardedTwelve.Array array, long value) {
        array.fill(EqualLongs.twelve(value));
      }
    },
    /** All twelve longs of each element, from a list. */
    SET_ALL {
      @Override
      void run(GuardedTwelve.Array array, long value) {
        array.setAll(Collections.nCopies((int) array.length(), EqualLongs.twelve(value)));
      }
    },
    /** The first long of each element. */
    COPY {
      @Override
      void run(GuardedTwelve.Array array, long value) {
        long[] longs = new long[(int) array.length()];
        Arrays.fill(longs, value);
        array.copyAFrom(longs);
      }
    };

    abstract void run(GuardedTwelve.Array array, long value);
  }

  private WritesInBulk() {}

  /**
   * Arguments: call, path. Says {@code started} after the first, and goes on until the standard
   * input ends.
   */
  public static void main(String[] arguments) throws Exception {
    Call call = Call.valueOf(arguments[0]);
    try (SharedTwelve.Array shared = SharedTwelve.Array.open(Path.of(arguments[1]))) {
      long value = 1;
      call.run(shared.guarded(), value);
      Parent.tell("started");
      Parent parent = Parent.listen(); // only now: a kill point in the first call listens too
      while (parent.wantsMore()) {
        call.run(shared.guarded(), ++value);
      }
    }
  }
}
