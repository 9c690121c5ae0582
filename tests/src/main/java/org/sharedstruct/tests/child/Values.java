package org.sharedstruct.tests.child;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sharedstruct.tests.Eight;
import org.sharedstruct.tests.EightRecord;
import org.sharedstruct.tests.RawEight;

/** Writes values of all eight primitives, the extreme ones, or reads them and prints their bits. */
public final class Values {

  /** Zeros, the smallest, the largest, all bits set, and what a float can be beyond numbers. */
  public static final List<EightRecord> ALL = List.of(
      eight(false, 0, 0, '\0', 0, 0, 0, 0),
      eight(true, Byte.MIN_VALUE, Short.MIN_VALUE, Character.MIN_VALUE, Integer.MIN_VALUE, Long.MIN_VALUE,
          Float.MIN_VALUE, Double.MIN_VALUE),
      eight(true, Byte.MAX_VALUE, Short.MAX_VALUE, '\uffff', Integer.MAX_VALUE, Long.MAX_VALUE,
          Float.MAX_VALUE, Double.MAX_VALUE),
      eight(false, -1, -1, '\ud800', -1, -1, -0.0f, -0.0),
      eight(true, 0x12, 0x1234, '\u8001', 0x12345678, 0x123456789abcdef0L, Float.NaN, Double.NaN),
      eight(false, 1, 1, 'x', 1, 1, Float.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
      eight(false, 1, 1, 'x', 1, 1,
          Float.intBitsToFloat(0xffc12345), Double.longBitsToDouble(0x7ff8_0000_dead_beefL)));

  private Values() {}

  /** Arguments: {@code write} or {@code read}, place, path. */
  public static void main(String[] arguments) throws Exception {
    Place place = Place.valueOf(arguments[1]);
    Path path = Path.of(arguments[2]);
    switch (arguments[0]) {
      case "write" -> write(place, path);
      case "read" -> read(place, path).forEach(Parent::tell);
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  /** Writes all values. */
  public static void write(Place place, Path path) throws IOException {
    for (int index = 0; index < ALL.size(); index++) {
      place.write(path, index, ALL.get(index));
    }
  }

  /** The bits of all values that are there. */
  public static List<String> read(Place place, Path path) throws IOException {
    List<String> read = new ArrayList<>();
    for (int index = 0; index < ALL.size(); index++) {
      read.add(place.read(path, index));
    }
    return read;
  }

  /** The bits of each field; unlike a number's text, they tell any two values apart. */
  public static String bits(Eight eight) {
    return bits(eight.flag(), eight.tiny(), eight.small(), eight.letter(),
        eight.medium(), eight.large(), eight.ratio(), eight.exact());
  }

  static String bits(boolean flag, byte tiny, short small, char letter, int medium, long large,
      float ratio, double exact) {
    return "%b %02x %04x %04x %08x %016x %08x %016x".formatted(flag, tiny, small, (int) letter, medium, large,
        Float.floatToRawIntBits(ratio), Double.doubleToRawLongBits(exact));
  }

  private static EightRecord eight(boolean flag, int tiny, int small, char letter, int medium, long large,
      float ratio, double exact) {
    return RawEight.allocate()
        .flag(flag).tiny((byte) tiny).small((short) small).letter(letter)
        .medium(medium).large(large).ratio(ratio).exact(exact)
        .toRecord();
  }
}
