package org.sharedstruct.tests.child;

import java.util.stream.LongStream;
import org.sharedstruct.types.GuardedInt;
import org.sharedstruct.types.IntRecord;
import org.sharedstruct.types.RawInt;
import org.sharedstruct.types.SharedInt;

/** Says the sum of the array that its parent passed on, and replaces each element by the sum of all up to it. */
public final class Sums {

  private Sums() {}

  /** Argument: {@code raw} or {@code guarded}. */
  public static void main(String[] arguments) throws Exception {
    try (SharedInt.Array shared = SharedInt.Array.inherited("numbers")) {
      if (arguments[0].equals("raw")) {
        RawInt.Array array = shared.raw();
        Parent.tell(LongStream.range(0, array.length()).map(array::value).sum());
        for (long i = 1; i < array.length(); i++) {
          array.value(i, array.value(i) + array.value(i - 1));
        }
      } else {
        GuardedInt.Array array = shared.guarded();
        Parent.tell(array.snapshot().stream().mapToInt(IntRecord::value).sum());
        for (long i = 1; i < array.length(); i++) {
          int before = array.value(i - 1);
          array.update(i, element -> element.value(element.value() + before));
        }
      }
    }
  }
}
