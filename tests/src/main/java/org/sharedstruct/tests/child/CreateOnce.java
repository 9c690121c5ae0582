package org.sharedstruct.tests.child;

import java.nio.file.Path;
import org.sharedstruct.tests.EightRecord;
import org.sharedstruct.tests.SharedEight;

/** A child that creates a region and ends. */
public final class CreateOnce {

  /** What it holds. */
  public static final EightRecord WHOLE =
      new EightRecord(true, 1, (byte) 2, 3, (short) 4, 5, 'a', 6);

  private CreateOnce() {}

  /**
   * Creates the region.
   *
   * @param args the path
   * @throws Exception if that fails
   */
  public static void main(String[] args) throws Exception {
    try (SharedEight shared = SharedEight.openOrCreate(Path.of(args[0]), WHOLE)) {
      System.out.println("created " + shared.guarded().snapshot());
    }
  }
}
