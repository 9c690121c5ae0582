package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.sharedstruct.tests.SharedTwelve;

/**
 * Creates a file and removes it a moment later, again and again; all its values are equal each time.
 */
public final class CreatesAndRemoves {

  private static final long MOMENT = 500_000;

  private CreatesAndRemoves() {}

  /** Argument: path. */
  public static void main(String[] arguments) throws Exception {
    Path path = Path.of(arguments[0]);
    Parent parent = Parent.listen();
    for (long value = 1; parent.wantsMore(); value++) {
      try (SharedTwelve shared = SharedTwelve.create(path, EqualLongs.twelve(value))) {
        LockSupport.parkNanos(MOMENT);
        shared.remove();
      }
    }
  }
}
