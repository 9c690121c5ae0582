package org.sharedstruct.tests.child;

import java.nio.file.Path;
import org.sharedstruct.tests.GuardedTally;
import org.sharedstruct.tests.SharedTally;

/** Updates one element after the other, without a pause, until its parent has ended the input. */
public final class WritesOneElement {

  private WritesOneElement() {}

  /** Argument: path of an array. Says {@code writing} when it has begun. */
  public static void main(String[] arguments) throws Exception {
    Parent parent = Parent.listen();
    try (SharedTally.Array shared = SharedTally.Array.open(Path.of(arguments[0]))) {
      GuardedTally.Array array = shared.guarded();
      long n = 0;
      while (parent.wantsMore()) {
        long value = ++n;
        array.update(n % array.length(), raw -> raw.count(value).twice(2 * value));
        if (n == 1) {
          Parent.tell("writing");
        }
      }
    }
  }
}
