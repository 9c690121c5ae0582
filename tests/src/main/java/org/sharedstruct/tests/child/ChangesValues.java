package org.sharedstruct.tests.child;

import org.sharedstruct.types.SharedBoolean;
import org.sharedstruct.types.SharedChar;
import org.sharedstruct.types.SharedDouble;
import org.sharedstruct.types.SharedInt;
import org.sharedstruct.types.SharedLong;
import org.sharedstruct.types.SharedShort;
import org.sharedstruct.types.SharedUnsignedByte;

/** Gives new values to the regions that its parent passed on, after saying what they held. */
public final class ChangesValues {

  private ChangesValues() {}

  /** Argument: {@code raw} or {@code guarded}. */
  public static void main(String[] arguments) throws Exception {
    boolean raw = arguments[0].equals("raw");
    try (SharedInt i = SharedInt.inherited("i");
        SharedDouble d = SharedDouble.inherited("d");
        SharedShort h = SharedShort.inherited("h");
        SharedLong q = SharedLong.inherited("q");
        SharedChar c = SharedChar.inherited("c");
        SharedUnsignedByte b = SharedUnsignedByte.inherited("B");
        SharedBoolean flag = SharedBoolean.inherited("flag")) {
      Parent.tell("%d %s %d %d %c %d %b".formatted(i.raw().value(), d.raw().value(), h.raw().value(),
          q.raw().value(), c.raw().value(), b.raw().value(), flag.raw().value()));
      if (raw) {
        i.raw().value(24234);
        d.raw().value(-4.25);
        h.raw().value((short) 234);
        q.raw().value(1L << 34);
        c.raw().value((byte) 'y');
        b.raw().value(255);
        flag.raw().value(true);
      } else {
        i.guarded().value(24234);
        d.guarded().value(-4.25);
        h.guarded().value((short) 234);
        q.guarded().value(1L << 34);
        c.guarded().value((byte) 'y');
        b.guarded().value(255);
        flag.guarded().value(true);
      }
    }
  }
}
