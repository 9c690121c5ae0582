package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharedstruct.tests.child.ChangesValues;
import org.sharedstruct.tests.child.JavaCommand;
import org.sharedstruct.types.BooleanRecord;
import org.sharedstruct.types.CharRecord;
import org.sharedstruct.types.DoubleRecord;
import org.sharedstruct.types.IntRecord;
import org.sharedstruct.types.LongRecord;
import org.sharedstruct.types.SharedBoolean;
import org.sharedstruct.types.SharedChar;
import org.sharedstruct.types.SharedDouble;
import org.sharedstruct.types.SharedInt;
import org.sharedstruct.types.SharedLong;
import org.sharedstruct.types.SharedShort;
import org.sharedstruct.types.SharedUnsignedByte;
import org.sharedstruct.types.ShortRecord;
import org.sharedstruct.types.UnsignedByteRecord;

/** Values of ready-made types: what the parent gave them the child sees, and the other way round. */
class ChildChangesValuesTest {

  @ParameterizedTest
  @ValueSource(strings = {"raw", "guarded"})
  void theParentSeesWhatTheChildHasWritten(String views) throws Exception {
    try (SharedInt i = SharedInt.createTemporary(new IntRecord(4343));
        SharedDouble d = SharedDouble.createTemporary(new DoubleRecord(3.625));
        SharedShort h = SharedShort.createTemporary(new ShortRecord((short) -232));
        SharedLong q = SharedLong.createTemporary(new LongRecord(1L << 33));
        SharedChar c = SharedChar.createTemporary(new CharRecord((byte) 'x'));
        SharedUnsignedByte b = SharedUnsignedByte.createTemporary(new UnsignedByteRecord(200));
        SharedBoolean flag = SharedBoolean.createTemporary(new BooleanRecord(false))) {
      ProcessBuilder child = JavaCommand.of(ChangesValues.class, views);
      i.passTo(child, "i");
      d.passTo(child, "d");
      h.passTo(child, "h");
      q.passTo(child, "q");
      c.passTo(child, "c");
      b.passTo(child, "B");
      flag.passTo(child, "flag");
      assertThat(ChildJvm.run(child)).containsExactly("4343 3.625 -232 8589934592 x 200 false");
      List<Object> raw = List.of(i.raw().value(), d.raw().value(), h.raw().value(), q.raw().value(),
          c.raw().value(), b.raw().value(), flag.raw().value());
      assertThat(raw).containsExactly(24234, -4.25, (short) 234, 1L << 34, (byte) 'y', 255, true);
      List<Object> guarded = List.of(i.guarded().value(), d.guarded().value(), h.guarded().value(),
          q.guarded().value(), c.guarded().value(), b.guarded().value(), flag.guarded().value());
      assertThat(guarded).isEqualTo(raw);
    }
  }
}
