package org.sharedstruct.processor.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sharedstruct.format.Conversion;
import org.sharedstruct.format.Schema;

/** What becomes of a number in a field of another type. */
class ConversionTest {

  private static final Map<String, Integer> BYTES = Map.of("byte", 1, "unsigned8", 1, "short", 2, "char", 2,
      "unsigned16", 2, "int", 4, "unsigned32", 4, "float", 4, "long", 8, "double", 8);

  @ParameterizedTest
  @CsvSource({
      "byte, -128, int, -128", "byte, -1, unsigned8, -", "unsigned8, 255, byte, -",
      "unsigned8, 255, short, 255",
      "short, -32768, long, -32768", "char, 65535, int, 65535", "char, 65535, short, -",
      "unsigned16, 40000, char, 40000",
      "int, 2147483647, float, -", "int, 16777216, float, 16777216", "int, 16777217, float, -",
      "int, -2147483648, double, -2147483648", "unsigned32, 4294967295, int, -",
      "unsigned32, 4294967295, long, 4294967295",
      "long, 9007199254740993, double, -", "long, 9007199254740992, double, 9007199254740992",
      "long, 9223372036854775807, double, -", "long, -9223372036854775808, double, -9223372036854775808",
      "long, 4294967296, unsigned32, -", "long, -1, unsigned32, -",
      "float, 0.1, double, 0.10000000149011612", "double, 0.1, float, -", "double, 0.5, float, 0.5",
      "double, 1e300, float, -", "double, 3, int, 3", "double, 2.5, int, -", "double, -0.0, int, 0",
      "double, 9223372036854775808, long, -", "double, -9223372036854775808, long, -9223372036854775808",
      "double, NaN, float, NaN", "double, NaN, long, -", "double, -Infinity, float, -Infinity",
      "float, Infinity, double, Infinity", "double, Infinity, long, -",
  })
  void keepsItsValueOrIsReported(String type, String value, String other, String kept) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment source = arena.allocate(8);
      MemorySegment target = arena.allocate(8);
      write(type, value, source);
      Conversion conversion = new Conversion(schema(type), schema(other), Set.of());
      conversion.convert(source, 0, target, 0);
      if (kept.equals("-")) {
        assertThat(conversion.losses()).hasSize(2);
        assertThat(conversion.losses().getFirst()).endsWith(" is not in the range or precision of " + other);
      } else {
        assertThat(conversion.losses()).isEmpty();
        MemorySegment expected = arena.allocate(8);
        write(other, kept, expected);
        assertThat(target.mismatch(expected)).isEqualTo(-1);
      }
    }
  }

  /** The nearest, half to even. */
  @ParameterizedTest
  @CsvSource({
      "double, 2.5, int, 2", "double, 3.5, int, 4", "double, -2.5, byte, -2",
      "double, 1e300, int, 2147483647",
      "double, 1e300, long, 9223372036854775807", "double, -1e300, long, -9223372036854775808",
      "double, 9223372036854775808, long, 9223372036854775807", "double, NaN, short, 0",
      "double, -Infinity, unsigned8, 0", "float, Infinity, unsigned32, 4294967295",
      "float, 254.6, unsigned8, 255",
      "long, 4294967296, unsigned32, 4294967295", "long, -1, char, 0", "long, 1099511627776, int, 2147483647",
      "long, 9007199254740993, double, 9007199254740992", "double, 1e300, float, Infinity",
  })
  void becomesTheNearestThatThereIs(String type, String value, String other, String nearest) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment source = arena.allocate(8);
      MemorySegment target = arena.allocate(8);
      write(type, value, source);
      new Conversion(schema(type), schema(other), Set.of("x")).convert(source, 0, target, 0);
      MemorySegment expected = arena.allocate(8);
      write(other, nearest, expected);
      assertThat(target.mismatch(expected)).isEqualTo(-1);
    }
  }

  private static Schema schema(String type) {
    int bytes = BYTES.get(type);
    return Schema.parse("struct S size %1$d align %1$d\n0 %1$d %2$s x\n".formatted(bytes, type));
  }

  private static void write(String type, String value, MemorySegment target) {
    ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder());
    switch (type) {
      case "float" -> bytes.putFloat(Float.parseFloat(value));
      case "double" -> bytes.putDouble(Double.parseDouble(value));
      default -> {
        long number = Long.parseLong(value);
        switch (BYTES.get(type)) {
          case 1 -> bytes.put((byte) number);
          case 2 -> bytes.putShort((short) number);
          case 4 -> bytes.putInt((int) number);
          default -> bytes.putLong(number);
        }
      }
    }
    MemorySegment.copy(bytes.array(), 0, target, ValueLayout.JAVA_BYTE, 0, 8);
  }
}
