package org.sharedstruct.tests.child;

import java.nio.file.Path;
import org.sharedstruct.tests.GuardedEight;
import org.sharedstruct.tests.SharedEight;

/** Reads a field again and again, until it is told that the file was truncated. */
public final class ReadsUntilTruncated {

  /** So many reads are compiled for certain. */
  private static final int MANY = 3_000_000;

  private static int medium;
  private static float ratio;

  private ReadsUntilTruncated() {}

  /** Arguments: path of an eight, its field {@code medium} or {@code ratio}. */
  public static void main(String[] arguments) throws Exception {
    boolean readsInt = arguments[1].equals("medium");
    SharedEight shared = SharedEight.open(Path.of(arguments[0]));
    try {
      read(shared.guarded(), readsInt);
      Parent.tell("compiled");
      for (;;) {
        read(shared.guarded(), readsInt);
      }
    } catch (IllegalStateException | InternalError truncated) {
      Parent.tell("truncated");
    }
    shared.close();
    Parent.tell("closed");
  }

  private static void read(GuardedEight guarded, boolean readsInt) {
    for (int i = 0; i < MANY; i++) {
      if (readsInt) {
        medium = guarded.medium();
      } else {
        ratio = guarded.ratio();
      }
    }
  }
}
