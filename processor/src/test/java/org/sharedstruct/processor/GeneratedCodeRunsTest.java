package org.sharedstruct.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sharedstruct.SharedStruct;

/** What either compiler has made of a struct and its generated types does the same when it runs. */
class GeneratedCodeRunsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void alike(Compiler compiler) throws Exception {
    Compiled compiled = Compilation.by(compiler, folder)
        .source("p/Point.java", """
            package p;

            @org.sharedstruct.SharedStruct
            public interface Point {
              float x();

              float y();
            }
            """)
        .source("p/Order.java", """
            package p;

            import java.util.UUID;
            import org.sharedstruct.*;

            @SharedStruct
            public interface Order {
              enum Side { BUY, SELL }

              long id();

              Order id(long id);

              @Length(8)
              String symbol();

              Side side();

              Point place();

              @Length(2)
              Point corner(int index);

              @Atomic
              int fills();

              @Unsigned(32)
              long quantity();

              UUID key();

              default double value(double price) {
                return quantity() * price;
              }

              @Update
              default Order next() {
                return id(id() + 1);
              }
            }
            """)
        .source("p/Main.java", """
            package p;

            import java.nio.file.Path;
            import java.util.List;
            import java.util.UUID;

            final class Main {
              private Main() {}

              public static void main(String[] arguments) throws Exception {
                OrderRecord first = new OrderRecord(1, "ABC", Order.Side.SELL, new PointRecord(1, 2),
                    List.of(new PointRecord(3, 4), new PointRecord(5, 6)), 0, 4_000_000_000L, new UUID(7, 8));
                Path file = Path.of(arguments[0]);
                try (SharedOrder shared = SharedOrder.create(file, first); SharedOrder again = SharedOrder.open(file)) {
                  GuardedOrder order = shared.guarded();
                  System.out.println(order.next().id());
                  System.out.println(order.snapshot());
                  order.update(raw -> raw.side(Order.Side.BUY).place().x(9));
                  System.out.println(order.getAndAddFills(2) + " " + order.fills() + " " + order.value(2));
                  System.out.println(again.guarded().snapshot().withSymbol("DEF"));
                  System.out.println(again.guarded().snapshot().equals(order.snapshot()));
                }
                try (SharedOrder.Array orders = SharedOrder.Array.create(Path.of(arguments[1]), List.of(first, first))) {
                  GuardedOrder.Array guarded = orders.guarded();
                  guarded.set(1, first.withId(2));
                  long[] ids = new long[2];
                  guarded.copyIdTo(ids);
                  System.out.println(List.of(ids[0], ids[1]));
                  for (RawOrder raw : orders.raw()) {
                    System.out.println(raw.id() + " " + raw.corner(1).y() + " " + raw.key());
                  }
                }
              }
            }
            """)
        .run();
    assertThat(compiled.messagesAboutFiles()).isEmpty();
    assertThat(Program.run(folder, List.of(Program.ofJdk("java"), "-classpath",
        Program.path(compiled.classes(), Program.ourPath(SharedStruct.class)), "p.Main",
        folder.resolve("order").toString(), folder.resolve("orders").toString())).successfulOutput()).isEqualTo("""
        2
        OrderRecord[id=2, symbol=ABC, side=SELL, place=PointRecord[x=1.0, y=2.0], corner=[PointRecord[x=3.0, y=4.0], \
        PointRecord[x=5.0, y=6.0]], fills=0, quantity=4000000000, key=00000000-0000-0007-0000-000000000008]
        0 2 8.0E9
        OrderRecord[id=2, symbol=DEF, side=BUY, place=PointRecord[x=9.0, y=2.0], corner=[PointRecord[x=3.0, y=4.0], \
        PointRecord[x=5.0, y=6.0]], fills=2, quantity=4000000000, key=00000000-0000-0007-0000-000000000008]
        true
        [1, 2]
        1 6.0 00000000-0000-0007-0000-000000000008
        2 6.0 00000000-0000-0007-0000-000000000008
        """);
  }
}
