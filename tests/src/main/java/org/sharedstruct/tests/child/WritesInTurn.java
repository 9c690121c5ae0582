package org.sharedstruct.tests.child;

import java.nio.file.Path;
import org.sharedstruct.tests.GuardedTwelve;
import org.sharedstruct.tests.SharedTwelve;

/** Sets the elements of an array to 1 from the first to the last, then to 2, then to 3, … */
public final class WritesInTurn {

  private WritesInTurn() {}

  /** Argument: path. */
  public static void main(String[] arguments) throws Exception {
    Parent parent = Parent.listen();
    try (SharedTwelve.Array shared = SharedTwelve.Array.open(Path.of(arguments[0]))) {
      GuardedTwelve.Array array = shared.guarded();
      long value = 0;
      while (parent.wantsMore()) {
        value++;
        for (long index = 0; index < array.length(); index++) {
          array.set(index, EqualLongs.twelve(value));
        }
      }
      Parent.tell(value);
    }
  }
}
