package org.sharedstruct.format;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_CHAR_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the values of one type become those of another one: numbers keep their value, enums their constant,
 * texts their bytes.
 */
interface Values {

  /** The least that is too much for a long. */
  double TWO_TO_63 = 0x1p63;

  /**
   * Converts one value.
   *
   * @return null if it is the same afterwards; else what is lost, in words
   */
  String convert(MemorySegment source, long from, MemorySegment target, long to);

  /**
   * What converts.
   *
   * @param bytes of one value in the file, or of several that {@link #areBytes}
   * @param room bytes of one value here
   * @return empty if the types have no values in common
   */
  static Optional<Values> between(String theirs, long bytes, String mine, long room) {
    if (theirs.equals("string") && mine.equals("string")) {
      return Optional.of(text(bytes, room));
    }
    if (areBytes(theirs, mine)) {
      return Optional.of((source, from, target, to) -> {
        MemorySegment.copy(source, from, target, to, bytes);
        return null;
      });
    }
    if (MemberType.isEnum(theirs) && MemberType.isEnum(mine)) {
      return Optional.of(constants(mine, MemberType.constants(theirs), MemberType.constants(mine)));
    }
    return isNumber(theirs) && isNumber(mine) ? Optional.of(numbers(theirs, mine)) : Optional.empty();
  }

  /** Whether the bytes of a value are copied as they are, and so those of several. */
  static boolean areBytes(String theirs, String mine) {
    return theirs.equals(mine) && !theirs.equals("string");
  }

  private static Values text(long bytes, long room) {
    return (source, from, target, to) -> {
      long length = 0;
      while (length < bytes && source.get(JAVA_BYTE, from + length) != 0) {
        length++;
      }
      long kept = length;
      if (length > room) {
        kept = room;
        while (kept > 0 && (source.get(JAVA_BYTE, from + kept) & 0xC0) == 0x80) {
          kept--; // in the middle of a character
        }
      }
      MemorySegment.copy(source, from, target, to, kept);
      return kept == length ? null : String.format(Locale.ROOT, "'%s' would be cut to %d of %d bytes",
          StandardCharsets.UTF_8.decode(source.asSlice(from, length).asByteBuffer()), kept, length);
    };
  }

  private static Values constants(String type, List<String> theirs, List<String> mine) {
    return (source, from, target, to) -> {
      int ordinal = source.get(JAVA_INT_UNALIGNED, from);
      boolean known = ordinal >= 0 && ordinal < theirs.size();
      String constant = known ? theirs.get(ordinal) : String.valueOf(ordinal);
      int found = mine.indexOf(constant);
      target.set(JAVA_INT_UNALIGNED, to, Math.max(0, found));
      return found >= 0 ? null : constant + " is not in " + type;
    };
  }

  private static boolean isNumber(String type) {
    return switch (type) {
      case "byte", "short", "char", "int", "long", "float", "double",
          "unsigned8", "unsigned16", "unsigned32" -> true;
      default -> false;
    };
  }

  private static Values numbers(String theirs, String mine) {
    Reader reader = reader(theirs);
    Writer writer = writer(mine);
    Reader again = reader(mine);
    return (source, from, target, to) -> {
      Number value = reader.read(source, from);
      writer.write(target, to, value);
      return isSame(value, again.read(target, to)) ? null
          : value + " is not in the range or precision of " + mine;
    };
  }

  /** Reads a number: a Long, or a Double where that is what it is. */
  interface Reader {
    Number read(MemorySegment memory, long at);
  }

  /** Writes the nearest number that its type has. */
  interface Writer {
    void write(MemorySegment memory, long at, Number value);
  }

  private static Reader reader(String type) {
    return switch (type) {
      case "byte" -> (memory, at) -> (long) memory.get(JAVA_BYTE, at);
      case "unsigned8" -> (memory, at) -> memory.get(JAVA_BYTE, at) & 0xFFL;
      case "short" -> (memory, at) -> (long) memory.get(JAVA_SHORT_UNALIGNED, at);
      case "char", "unsigned16" -> (memory, at) -> (long) memory.get(JAVA_CHAR_UNALIGNED, at);
      case "int" -> (memory, at) -> (long) memory.get(JAVA_INT_UNALIGNED, at);
      case "unsigned32" -> (memory, at) -> memory.get(JAVA_INT_UNALIGNED, at) & 0xFFFF_FFFFL;
      case "long" -> (memory, at) -> memory.get(JAVA_LONG_UNALIGNED, at);
      case "float" -> (memory, at) -> (double) memory.get(JAVA_FLOAT_UNALIGNED, at);
      case "double" -> (memory, at) -> memory.get(JAVA_DOUBLE_UNALIGNED, at);
      default -> throw new IllegalArgumentException(type);
    };
  }

  private static Writer writer(String type) {
    return switch (type) {
      case "byte" -> (memory, at, value) ->
          memory.set(JAVA_BYTE, at, (byte) nearest(value, Byte.MIN_VALUE, Byte.MAX_VALUE));
      case "unsigned8" -> (memory, at, value) -> memory.set(JAVA_BYTE, at, (byte) nearest(value, 0, 0xFF));
      case "short" -> (memory, at, value) ->
          memory.set(JAVA_SHORT_UNALIGNED, at, (short) nearest(value, Short.MIN_VALUE, Short.MAX_VALUE));
      case "char", "unsigned16" -> (memory, at, value) ->
          memory.set(JAVA_CHAR_UNALIGNED, at, (char) nearest(value, 0, 0xFFFF));
      case "int" -> (memory, at, value) ->
          memory.set(JAVA_INT_UNALIGNED, at, (int) nearest(value, Integer.MIN_VALUE, Integer.MAX_VALUE));
      case "unsigned32" -> (memory, at, value) ->
          memory.set(JAVA_INT_UNALIGNED, at, (int) nearest(value, 0, 0xFFFF_FFFFL));
      case "long" -> (memory, at, value) ->
          memory.set(JAVA_LONG_UNALIGNED, at, nearest(value, Long.MIN_VALUE, Long.MAX_VALUE));
      case "float" -> (memory, at, value) -> memory.set(JAVA_FLOAT_UNALIGNED, at, value.floatValue());
      case "double" -> (memory, at, value) -> memory.set(JAVA_DOUBLE_UNALIGNED, at, value.doubleValue());
      default -> throw new IllegalArgumentException(type);
    };
  }

  /** Half to even; what is no number becomes zero. */
  private static long nearest(Number value, long least, long most) {
    long whole = value instanceof Long number ? number : (long) Math.rint(value.doubleValue());
    return Math.max(least, Math.min(most, whole));
  }

  private static boolean isSame(Number one, Number other) {
    if (one instanceof Long whole) {
      return other instanceof Long number ? whole.equals(number) : isExactly(whole, other.doubleValue());
    }
    if (other instanceof Long whole) {
      return isExactly(whole, one.doubleValue());
    }
    return one.doubleValue() == other.doubleValue() || one.equals(other); // 0.0 and -0.0; two NaN
  }

  /** Neither is rounded to the other's type: that could make them equal. */
  private static boolean isExactly(long whole, double number) {
    return number == (double) whole && number < TWO_TO_63 && (long) number == whole;
  }
}
