package org.sharedstruct.tests.child;

import java.nio.file.Path;
import org.sharedstruct.tests.SharedEight;

/** Creates regions and removes them again. */
public final class CreatesMany {

  private CreatesMany() {}

  /** Arguments: a folder, how many. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    int regions = Integer.parseInt(arguments[1]);
    for (int i = 0; i < regions; i++) {
      try (SharedEight shared = SharedEight.create(folder.resolve("region" + i))) {
        shared.remove();
      }
    }
    Parent.tell("done");
  }
}
