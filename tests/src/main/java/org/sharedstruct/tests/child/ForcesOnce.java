package org.sharedstruct.tests.child;

import java.nio.file.Path;
import org.sharedstruct.tests.SharedTally;

/** Forces a tally to the disk. */
public final class ForcesOnce {

  private ForcesOnce() {}

  /** Argument: path of a tally. */
  public static void main(String[] arguments) throws Exception {
    try (SharedTally shared = SharedTally.open(Path.of(arguments[0]))) {
      shared.guarded().count(1);
      shared.force();
    }
  }
}
