package org.sharedstruct.examples.squares;

import java.io.IOException;
import java.util.Locale;
import org.sharedstruct.SharedLock;
import org.sharedstruct.types.Chars;
import org.sharedstruct.types.GuardedChar;
import org.sharedstruct.types.GuardedInt;
import org.sharedstruct.types.RawDouble;
import org.sharedstruct.types.SharedChar;
import org.sharedstruct.types.SharedDouble;
import org.sharedstruct.types.SharedInt;

/** The child: squares the numbers and puts the text into upper case, all of it under one lock. */
final class Modify {

  private Modify() {}

  public static void main(String[] arguments) throws IOException {
    try (SharedInt n = SharedInt.inherited("n");
        SharedDouble x = SharedDouble.inherited("x");
        SharedChar.Array s = SharedChar.Array.inherited("s");
        SharedPoint.Array a = SharedPoint.Array.inherited("A")) {
      SharedLock lock = n.lock();
      lock.lock();
      try {
        modify(n.guarded(), x.raw(), s.guarded(lock), a.guarded(lock));
      } finally {
        lock.unlock();
      }
    }
  }

  /** Each view takes the lock again, which its holder may do any number of times; the raw one takes none. */
  private static void modify(GuardedInt n, RawDouble x, GuardedChar.Array s, GuardedPoint.Array a) {
    n.value(n.value() * n.value());
    x.value(x.value() * x.value());
    Chars.value(s, Chars.value(s).toUpperCase(Locale.ROOT));
    for (long i = 0; i < a.length(); i++) {
      a.update(i, point -> point.x(point.x() * point.x()).y(point.y() * point.y()));
    }
  }
}
