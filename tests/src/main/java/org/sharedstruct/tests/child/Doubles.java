package org.sharedstruct.tests.child;

import java.util.concurrent.locks.Lock;
import org.sharedstruct.tests.FooRecord;
import org.sharedstruct.tests.GuardedFoo;
import org.sharedstruct.tests.SharedFoo;
import org.sharedstruct.types.Chars;
import org.sharedstruct.types.GuardedChar;
import org.sharedstruct.types.GuardedDouble;
import org.sharedstruct.types.SharedChar;
import org.sharedstruct.types.SharedDouble;
import org.sharedstruct.types.SharedInt;
import org.sharedstruct.types.SharedLong;

/** Doubles all that its parent passed on, while it holds the lock of the first. */
public final class Doubles {

  private Doubles() {}

  /** No arguments. Says that it holds the lock, and goes on when its parent sends a line. */
  public static void main(String[] arguments) throws Exception {
    try (SharedInt x = SharedInt.inherited("x");
        SharedDouble y = SharedDouble.inherited("y");
        SharedLong z = SharedLong.inherited("z");
        SharedFoo foo = SharedFoo.inherited("foo");
        SharedFoo.Array foos = SharedFoo.Array.inherited("foos");
        SharedDouble.Array doubles = SharedDouble.Array.inherited("doubles");
        SharedChar.Array string = SharedChar.Array.inherited("string")) {
      Lock lock = x.lock();
      lock.lock();
      try {
        Parent.tell("locked");
        Parent.awaitLine();
        x.guarded().update(raw -> raw.value(raw.value() * 2));
        y.guarded(lock).update(raw -> raw.value(raw.value() * 2));
        z.guarded(lock).update(raw -> raw.value(raw.value() * 2));
        twice(foo.guarded(lock));
        for (long i = 0; i < foos.length(); i++) {
          twice(foos.guarded(lock).get(i));
        }
        twice(doubles.guarded(lock));
        twice(string.guarded(lock));
      } finally {
        lock.unlock();
      }
    }
  }

  private static void twice(GuardedFoo foo) {
    foo.update(raw -> raw.set(new FooRecord(raw.x() * 2, raw.y() * 2, raw.z() * 2)));
  }

  private static void twice(GuardedDouble.Array array) {
    for (long i = 0; i < array.length(); i++) {
      array.update(i, raw -> raw.value(raw.value() * 2));
    }
  }

  private static void twice(GuardedChar.Array string) {
    Chars.value(string, Chars.value(string).repeat(2));
  }
}
