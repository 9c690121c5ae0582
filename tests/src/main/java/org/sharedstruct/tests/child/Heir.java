package org.sharedstruct.tests.child;

import java.util.Arrays;
import java.util.List;
import org.sharedstruct.tests.SharedXY;

/** Opens the regions that its parent passed on, adds 1 to their {@code x}, and says what they hold then. */
public final class Heir {

  private Heir() {}

  /**
   * Arguments: how many generations there shall be, then names. A name that ends in {@code s} is that
   * of an array.
   */
  public static void main(String[] arguments) throws Exception {
    for (String name : List.of(arguments).subList(1, arguments.length)) {
      try {
        Parent.tell(name + ": " + (name.endsWith("s") ? array(name) : single(name)));
      } catch (IllegalStateException notPassed) {
        Parent.tell(notPassed.getMessage());
      }
    }
    int generations = Integer.parseInt(arguments[0]);
    if (generations > 1) {
      String[] childs = arguments.clone();
      childs[0] = String.valueOf(generations - 1);
      bear(childs);
    }
  }

  private static Object single(String name) throws Exception {
    try (SharedXY shared = SharedXY.inherited(name)) {
      return shared.guarded().compute(xy -> xy.x(xy.x() + 1).toRecord());
    }
  }

  private static Object array(String name) throws Exception {
    try (SharedXY.Array shared = SharedXY.Array.inherited(name)) {
      for (long index = 0; index < shared.length(); index++) {
        shared.guarded().update(index, xy -> xy.x(xy.x() + 1));
      }
      return shared.guarded().snapshot();
    }
  }

  private static void bear(String[] arguments) throws Exception {
    int status = JavaCommand.of(Heir.class, Arrays.copyOf(arguments, arguments.length, Object[].class))
        .inheritIO()
        .start()
        .waitFor();
    if (status != 0) {
      throw new IllegalStateException("the grandchild ended with status " + status);
    }
  }
}
