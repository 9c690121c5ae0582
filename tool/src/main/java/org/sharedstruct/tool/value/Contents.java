package org.sharedstruct.tool.value;

import java.math.BigInteger;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sharedstruct.tool.value.Value.Constant;

/**
 * Values without parts, from the words that they are written as. What a field cannot hold is
 * refused: nothing is rounded to a whole number, cut, or wrapped around.
 */
public final class Contents {

  /** As JSON has them. */
  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,40}");
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,400}(\\.\\d{1,1100})?([eE][-+]?\\d{1,10})?");
  private static final Pattern NO_NUMBER = Pattern.compile("NaN|-?Infinity");

  private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern UNIT = Pattern.compile("\\\\u([0-9a-fA-F]{4})");
  private static final int HEX = 16;

  /** So many characters of a word that is refused are shown. */
  private static final int SHOWN = 40;

  private Contents() {}

  /**
   * The value that a word means.
   *
   * @param type of the value
   * @param word as {@code get} prints it in CSV; a character that is half a surrogate pair is
   *     {@code \\ud800}
   * @return what {@link Type.Scalar#write} takes
   * @throws WrongValueException if the type has no such value
   */
  public static Object of(Type.Scalar type, String word) {
    return switch (type.word()) {
      case "boolean" -> flag(word);
      case "byte", "short", "int", "long" -> whole(word, Long.SIZE - (type.size() * Byte.SIZE), true, type);
      case "unsigned8", "unsigned16", "unsigned32" -> whole(word, Long.SIZE - (type.size() * Byte.SIZE), false, type);
      case "float" -> aFloat(word);
      case "double" -> aDouble(word);
      case "char" -> unit(word);
      case "string" -> text(word, type.size());
      case "uuid" -> id(word);
      case "instant" -> instant(word);
      case "duration" -> duration(word);
      default -> constant(type, word);
    };
  }

  /**
   * Whether values of a type are numbers, which JSON has no quotes around; but for {@code NaN} and
   * its like.
   *
   * @param type of a value
   * @return if not, it is a text in JSON, or a boolean
   */
  public static boolean isNumber(Type.Scalar type) {
    return switch (type.word()) {
      case "byte", "short", "int", "long", "unsigned8", "unsigned16", "unsigned32", "float", "double" -> true;
      default -> false;
    };
  }

  /**
   * Whether a word is a number that JSON cannot write as one.
   *
   * @param type of the value
   * @param word the word
   * @return if so, it is a text in JSON
   */
  public static boolean isNoJsonNumber(Type.Scalar type, String word) {
    return (type.word().equals("float") || type.word().equals("double")) && NO_NUMBER.matcher(word).matches();
  }

  private static Boolean flag(String word) {
    return switch (word) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new WrongValueException(shown(word) + " is neither true nor false");
    };
  }

  private static Long whole(String word, long unused, boolean signed, Type.Scalar type) {
    if (!WHOLE.matcher(word).matches()) {
      throw new WrongValueException(shown(word) + " is not a whole number");
    }
    long most = signed ? Long.MAX_VALUE >> unused : -1L >>> unused;
    long least = signed ? -most - 1 : 0;
    BigInteger number = new BigInteger(word);
    if (number.compareTo(BigInteger.valueOf(least)) < 0 || number.compareTo(BigInteger.valueOf(most)) > 0) {
      throw new WrongValueException(word + " is not between " + least + " and " + most + ", as " + type.word()
          + " is");
    }
    return number.longValueExact();
  }

  private static Float aFloat(String word) {
    requireNumber(word);
    float number = Float.parseFloat(word);
    requireRoom(Float.isInfinite(number), word, "float", Float.MAX_VALUE);
    return number;
  }

  private static Double aDouble(String word) {
    requireNumber(word);
    double number = Double.parseDouble(word);
    requireRoom(Double.isInfinite(number), word, "double", Double.MAX_VALUE);
    return number;
  }

  private static void requireNumber(String word) {
    if (!NUMBER.matcher(word).matches() && !NO_NUMBER.matcher(word).matches()) {
      throw new WrongValueException(shown(word) + " is not a number");
    }
  }

  private static void requireRoom(boolean isInfinite, String word, String type, Object most) {
    if (isInfinite && !NO_NUMBER.matcher(word).matches()) {
      throw new WrongValueException(shown(word) + " is more than " + type + " can hold, which is " + most);
    }
  }

  private static Character unit(String word) {
    if (word.length() == 1) {
      return word.charAt(0);
    }
    Matcher escaped = UNIT.matcher(word);
    if (!escaped.matches()) {
      throw new WrongValueException(shown(word) + " is not one character of 16 bits");
    }
    return (char) Integer.parseInt(escaped.group(1), HEX);
  }

  private static String text(String word, long room) {
    int end = word.indexOf('\0');
    if (end >= 0) {
      throw new WrongValueException("it has the character NUL at index " + end
          + ", where a reader would take it to end");
    }
    int bytes;
    try {
      bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(word)).remaining();
    } catch (CharacterCodingException half) {
      throw new WrongValueException("it has half a surrogate pair, which is not a character");
    }
    if (bytes > room) {
      throw new WrongValueException(shown(word) + " needs " + bytes + " bytes in UTF-8, and there is room for "
          + room);
    }
    return word;
  }

  private static UUID id(String word) {
    if (!ID.matcher(word).matches()) {
      throw new WrongValueException(shown(word) + " is not a UUID, such as 01234567-89ab-4def-8123-456789abcdef");
    }
    return UUID.fromString(word);
  }

  private static Instant instant(String word) {
    try {
      return Instant.parse(word);
    } catch (DateTimeException none) {
      throw new WrongValueException(shown(word) + " is not a time, such as 2026-01-02T03:04:05.500Z");
    }
  }

  private static Duration duration(String word) {
    try {
      return Duration.parse(word);
    } catch (DateTimeException none) {
      throw new WrongValueException(shown(word) + " is not a duration, such as PT1M30.5S");
    }
  }

  private static Constant constant(Type.Scalar type, String word) {
    if (!type.isEnum()) {
      throw new WrongValueException("this tool does not know the type " + type.word());
    }
    List<String> constants = type.constants();
    if (!constants.contains(word)) {
      throw new WrongValueException(shown(word) + " is not one of its constants"
          + Names.meant(word, constants));
    }
    return new Constant(word);
  }

  /** A word in a sentence. It may come from a file that somebody else has made. */
  static String shown(String word) {
    StringBuilder clean = new StringBuilder("'");
    word.codePoints().limit(SHOWN).forEach(c -> clean.appendCodePoint(
        Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c));
    return clean.append(word.codePointCount(0, word.length()) > SHOWN ? "..." : "").append('\'').toString();
  }
}
