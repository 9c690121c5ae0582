package org.sharedstruct.tests.child;

import java.nio.file.Path;
import org.sharedstruct.types.SharedLong;

/**
 * Writes the first elements of an array of longs, all in one update, and stops there to be killed.
 */
public final class DiesInLongs {

  /** How many elements it writes. */
  public static final int WRITTEN = 2;

  private DiesInLongs() {}

  /** Argument: path. Says {@code inside} where it stops. */
  public static void main(String[] arguments) throws Exception {
    try (SharedLong.Array shared = SharedLong.Array.open(Path.of(arguments[0]))) {
      shared.guarded().update(all -> {
        for (long i = 0; i < WRITTEN; i++) {
          all.value(i, 1);
        }
        Parent.tell("inside");
        Parent.awaitLine();
      });
    }
  }
}
