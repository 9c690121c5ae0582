package org.sharedstruct.tests.child;

import java.nio.file.Path;
import org.sharedstruct.tests.SharedEight;

/** A child that removes a region and ends. */
public final class RemoveOnce {

  private RemoveOnce() {}

  /**
   * Removes the region.
   *
   * @param args the path
   * @throws Exception if that fails
   */
  public static void main(String[] args) throws Exception {
    try (SharedEight shared = SharedEight.open(Path.of(args[0]))) {
      System.out.println("removed " + shared.remove());
    }
  }
}
