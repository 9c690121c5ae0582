package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sharedstruct.tests.child.Doubles;
import org.sharedstruct.tests.child.JavaCommand;
import org.sharedstruct.types.Chars;
import org.sharedstruct.types.DoubleRecord;
import org.sharedstruct.types.IntRecord;
import org.sharedstruct.types.LongRecord;
import org.sharedstruct.types.SharedChar;
import org.sharedstruct.types.SharedDouble;
import org.sharedstruct.types.SharedInt;
import org.sharedstruct.types.SharedLong;

/** Several regions under one lock: a child doubles numbers, structs, arrays of structs and a text. */
class ChildDoublesTest {

  private SharedInt x;
  private SharedDouble y;
  private SharedLong z;
  private SharedFoo foo;
  private SharedFoo.Array foos;
  private SharedDouble.Array doubles;
  private SharedChar.Array string;
  private ProcessBuilder child;

  @BeforeEach
  void share() throws Exception {
    x = SharedInt.createTemporary(new IntRecord(7));
    y = SharedDouble.createTemporary(new DoubleRecord(1.0 / 3));
    z = SharedLong.createTemporary(new LongRecord(1L << 33));
    foo = SharedFoo.createTemporary(new FooRecord(3, 2, 1L << 40));
    foos = SharedFoo.Array.createTemporary(List.of(new FooRecord(1, 2, 3), new FooRecord(4, 5, 6)));
    doubles = SharedDouble.Array.createTemporary(IntStream.range(0, 10).mapToObj(DoubleRecord::new).toList());
    string = SharedChar.Array.createTemporary(20);
    Chars.value(string.guarded(), "hello");

    child = JavaCommand.of(Doubles.class);
    x.passTo(child, "x");
    y.passTo(child, "y");
    z.passTo(child, "z");
    foo.passTo(child, "foo");
    foos.passTo(child, "foos");
    doubles.passTo(child, "doubles");
    string.passTo(child, "string");
  }

  @AfterEach
  void close() {
    List.of(x, y, z, foo, foos, doubles, string).forEach(shared -> shared.close());
  }

  @Test
  void everythingIsDoubled() throws Exception {
    try (ChildJvm running = ChildJvm.start(child)) {
      running.goOn();
      running.finish();
    }
    assertThat(x.guarded().value()).isEqualTo(14);
    assertThat(y.guarded().value()).isEqualTo(2.0 / 3);
    assertThat(z.guarded().value()).isEqualTo(1L << 34);
    assertThat(foo.guarded().snapshot()).isEqualTo(new FooRecord(6, 4, 1L << 41));
    assertThat(foos.guarded().snapshot()).containsExactly(new FooRecord(2, 4, 6), new FooRecord(8, 10, 12));
    assertThat(doubles.guarded().snapshot()).extracting(DoubleRecord::value)
        .containsExactly(0.0, 2.0, 4.0, 6.0, 8.0, 10.0, 12.0, 14.0, 16.0, 18.0);
    assertThat(Chars.value(string.guarded())).isEqualTo("hellohello");
    assertThat(Chars.bytes(string.guarded())).hasSize(20);
  }

  @Test
  void whoeverTakesTheLockOfTheFirstComesBeforeOrAfterAllOfIt() throws Exception {
    try (ChildJvm running = ChildJvm.start(child)) {
      running.awaitLine("locked");
      Threads.Running<?> parent = Threads.start(() -> {
        doubles.guarded(x.lock()).update(9, raw -> raw.value(raw.value() + 1));
        return null;
      });
      parent.awaitWaiting();
      assertThat(parent.isDone()).isFalse();
      assertThat(doubles.guarded().value(9)).isEqualTo(9.0);
      running.goOn();
      running.finish();
      parent.finish();
    }
    assertThat(doubles.guarded().value(9)).isEqualTo(19.0);
  }
}
