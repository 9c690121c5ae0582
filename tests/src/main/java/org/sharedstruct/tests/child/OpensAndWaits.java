package org.sharedstruct.tests.child;

import java.nio.file.Path;
import org.sharedstruct.tests.SharedEight;

/** Attaches to a region, says so, and stays until it is told to end. */
public final class OpensAndWaits {

  private OpensAndWaits() {}

  /** Argument: path. */
  public static void main(String[] arguments) throws Exception {
    try (SharedEight shared = SharedEight.open(Path.of(arguments[0]))) {
      Parent.tell("attached to " + shared.guarded().medium());
      Parent.awaitLine();
    }
  }
}
