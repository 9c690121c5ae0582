package org.sharedstruct.tests.child;

import java.io.IOException;
import java.nio.file.Path;
import org.sharedstruct.tests.SharedXY;

/** Creates an array that its process has no room in its memory for, and says what came of it. */
public final class CreatesTooMuch {

  private CreatesTooMuch() {}

  /** Arguments: path, number of elements. */
  public static void main(String[] arguments) {
    try (SharedXY.Array shared = SharedXY.Array.create(Path.of(arguments[0]), Long.parseLong(arguments[1]))) {
      Parent.tell("created " + shared.length());
    } catch (IOException | OutOfMemoryError refused) {
      Parent.tell(refused.getClass().getSimpleName() + ": " + refused.getMessage());
    }
  }
}
