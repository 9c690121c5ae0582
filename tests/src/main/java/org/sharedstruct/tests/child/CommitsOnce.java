package org.sharedstruct.tests.child;

import java.nio.file.Path;
import org.sharedstruct.tests.SharedTally;

/** Stores a field of a tally, which is one commit. */
public final class CommitsOnce {

  private CommitsOnce() {}

  /** Argument: path. */
  public static void main(String[] arguments) throws Exception {
    try (SharedTally shared = SharedTally.open(Path.of(arguments[0]))) {
      shared.guarded().count(7);
    }
    Parent.tell("committed");
  }
}
