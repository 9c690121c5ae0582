package org.sharedstruct.types;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.sharedstruct.support.Utf8;

/**
 * Texts in arrays of C's {@code wchar_t}, a code point in each element: what {@link Chars} is for those of
 * {@code char}. The text ends at the first NUL, or where the array ends.
 *
 * <p>Of a guarded array what is read is of one moment, and what is written is one section, as there.
 */
public final class WideChars {

  private WideChars() {}

  /**
   * A text to create an array of: {@code SharedWideChar.Array.create(path, WideChars.of("hello world"))}.
   *
   * @param text the text
   * @return its code points, with no NUL after them
   * @throws IllegalArgumentException if the text contains a NUL or half a surrogate pair
   */
  public static List<WideCharRecord> of(String text) {
    return Arrays.stream(codePoints("the text", text)).mapToObj(WideCharRecord::new).toList();
  }

  /**
   * The text in an array.
   *
   * @param array the array
   * @return what is before the first NUL; numbers that are no characters read as U+FFFD
   * @throws IllegalStateException if the array is closed, or longer than a Java array can be
   */
  public static String value(RawWideChar.Array array) {
    int[] codePoints = new int[Room.of(array.length())];
    array.copyValueTo(codePoints);
    return text(codePoints);
  }

  /**
   * Stores a text, and zeros behind it.
   *
   * @param array the array
   * @param text the text
   * @throws IllegalArgumentException if it has more code points than there are elements, or contains a NUL
   *     or half a surrogate pair; nothing is stored then
   * @throws IllegalStateException if the array is closed, or longer than a Java array can be
   */
  public static void value(RawWideChar.Array array, String text) {
    array.copyValueFrom(padded(text, array.length()));
  }

  /**
   * The text in an array.
   *
   * @param array the array
   * @return what is before the first NUL; numbers that are no characters read as U+FFFD
   * @throws IllegalStateException if the array is closed, or longer than a Java array can be
   * @throws org.sharedstruct.OwnerDiedException if a process was killed while it wrote the array
   */
  public static String value(GuardedWideChar.Array array) {
    int[] codePoints = new int[Room.of(array.length())];
    array.copyValueTo(codePoints);
    return text(codePoints);
  }

  /**
   * Stores a text, and zeros behind it.
   *
   * @param array the array
   * @param text the text
   * @throws IllegalArgumentException if it has more code points than there are elements, or contains a NUL
   *     or half a surrogate pair; nothing is stored then
   * @throws IllegalStateException if the array is closed, or longer than a Java array can be
   * @throws org.sharedstruct.OwnerDiedException if a process was killed while it wrote the array
   * @throws UnsupportedOperationException if it was opened {@code READ_ONLY}
   */
  public static void value(GuardedWideChar.Array array, String text) {
    array.copyValueFrom(padded(text, array.length()));
  }

  private static int[] padded(String text, long length) {
    int[] codePoints = codePoints("the array", text);
    if (codePoints.length > length) {
      throw new IllegalArgumentException(String.format(Locale.ROOT,
          "the array has room for %d characters, and '%s' has %d",
          length, Utf8.shortened(text), codePoints.length));
    }
    return Arrays.copyOf(codePoints, Room.of(length));
  }

  private static int[] codePoints(String holder, String text) {
    int[] codePoints = Objects.requireNonNull(text, holder).codePoints().toArray();
    for (int codePoint : codePoints) {
      if (codePoint == 0) {
        throw new IllegalArgumentException(String.format(Locale.ROOT,
            "%s has the character NUL at index %d, where a reader would take it to end",
            holder, text.indexOf('\0')));
      }
      if (!isCharacter(codePoint)) {
        throw new IllegalArgumentException(holder + " has half a surrogate pair, which is no character");
      }
    }
    return codePoints;
  }

  private static String text(int[] codePoints) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < codePoints.length && codePoints[i] != 0; i++) {
      text.appendCodePoint(isCharacter(codePoints[i]) ? codePoints[i] : '\ufffd');
    }
    return text.toString();
  }

  private static boolean isCharacter(int codePoint) {
    return Character.isValidCodePoint(codePoint)
        && !(codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
  }
}
