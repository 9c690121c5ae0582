package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.util.Arrays;
import org.sharedstruct.types.SharedFloat;

/** Copies an array from the heap to a guarded array of the same length. */
public final class CopiesFloats {

  private CopiesFloats() {}

  /** Arguments: path, the value of all elements. Prints {@code copied}. */
  public static void main(String[] arguments) throws Exception {
    try (SharedFloat.Array shared = SharedFloat.Array.open(Path.of(arguments[0]))) {
      float[] values = new float[Math.toIntExact(shared.length())];
      Arrays.fill(values, Float.parseFloat(arguments[1]));
      shared.guarded().copyValueFrom(values);
      Parent.tell("copied");
    }
  }
}
