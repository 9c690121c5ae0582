package org.sharedstruct.types;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.sharedstruct.support.Utf8;

/**
 * Texts in arrays of C's {@code char}, whose length is known only at run time; where it is known before, a
 * {@code String} field with a {@link org.sharedstruct.Length} is simpler. What the arrays of Python's ctypes
 * call {@code value} is here {@code value}, and their {@code raw}, all bytes, is {@code bytes}: raw means
 * without a lock here.
 *
 * <p>The text is in UTF-8 and ends at the first NUL, or where the array ends.
 *
 * <p>Of a guarded array what is read is of one moment, and what is written is one section: nobody reads half of it,
 * and of an array with {@link org.sharedstruct.SharedMemory#ATOMIC_ARRAY} not even a kill leaves half of it.
 */
public final class Chars {

  private static final String THE_ARRAY = "the array";

  private Chars() {}

  /**
   * A text to create an array of: {@code SharedChar.Array.create(path, Chars.of("hello world"))}.
   *
   * @param text the text
   * @return its bytes, with no NUL after them
   * @throws IllegalArgumentException if the text contains a NUL or is malformed
   */
  public static List<CharRecord> of(String text) {
    ByteBuffer bytes = Utf8.encode("the text", text, Integer.MAX_VALUE);
    return IntStream.range(0, bytes.remaining()).mapToObj(i -> new CharRecord(bytes.get(i))).toList();
  }

  /**
   * The text in an array.
   *
   * @param array the array
   * @return what is before the first NUL; malformed bytes read as U+FFFD
   * @throws IllegalStateException if the array is closed, or longer than a Java array can be
   */
  public static String value(RawChar.Array array) {
    return Utf8.decode(bytes(array));
  }

  /**
   * Stores a text, and zeros behind it.
   *
   * @param array the array
   * @param text the text
   * @throws IllegalArgumentException if it needs more bytes than there are, contains a NUL or is malformed;
   *     nothing is stored then
   * @throws IllegalStateException if the array is closed, or longer than a Java array can be
   */
  public static void value(RawChar.Array array, String text) {
    bytes(array, padded(text, array.length()));
  }

  /**
   * All bytes of an array, what follows the first NUL included.
   *
   * @param array the array
   * @return as many bytes as the array is long
   * @throws IllegalStateException if the array is closed, or longer than a Java array can be
   */
  public static byte[] bytes(RawChar.Array array) {
    byte[] bytes = new byte[Room.of(array.length())];
    array.copyValueTo(bytes);
    return bytes;
  }

  /**
   * Stores all bytes of an array.
   *
   * @param array the array
   * @param bytes as many as the array is long
   * @throws IllegalArgumentException if there are more or fewer
   * @throws IllegalStateException if the array is closed
   */
  public static void bytes(RawChar.Array array, byte[] bytes) {
    array.copyValueFrom(bytes);
  }

  /**
   * The text in an array.
   *
   * @param array the array
   * @return what is before the first NUL; malformed bytes read as U+FFFD
   * @throws IllegalStateException if the array is closed, or longer than a Java array can be
   * @throws org.sharedstruct.OwnerDiedException if a process was killed while it wrote the array
   */
  public static String value(GuardedChar.Array array) {
    return Utf8.decode(bytes(array));
  }

  /**
   * Stores a text, and zeros behind it.
   *
   * @param array the array
   * @param text the text
   * @throws IllegalArgumentException if it needs more bytes than there are, contains a NUL or is malformed;
   *     nothing is stored then
   * @throws IllegalStateException if the array is closed, or longer than a Java array can be
   * @throws org.sharedstruct.OwnerDiedException if a process was killed while it wrote the array
   * @throws UnsupportedOperationException if it was opened {@code READ_ONLY}
   */
  public static void value(GuardedChar.Array array, String text) {
    bytes(array, padded(text, array.length()));
  }

  /**
   * All bytes of an array, what follows the first NUL included.
   *
   * @param array the array
   * @return as many bytes as the array is long
   * @throws IllegalStateException if the array is closed, or longer than a Java array can be
   * @throws org.sharedstruct.OwnerDiedException if a process was killed while it wrote the array
   */
  public static byte[] bytes(GuardedChar.Array array) {
    byte[] bytes = new byte[Room.of(array.length())];
    array.copyValueTo(bytes);
    return bytes;
  }

  /**
   * Stores all bytes of an array.
   *
   * @param array the array
   * @param bytes as many as the array is long
   * @throws IllegalArgumentException if there are more or fewer
   * @throws IllegalStateException if the array is closed
   * @throws org.sharedstruct.OwnerDiedException if a process was killed while it wrote the array
   * @throws UnsupportedOperationException if it was opened {@code READ_ONLY}
   */
  public static void bytes(GuardedChar.Array array, byte[] bytes) {
    array.copyValueFrom(bytes);
  }

  private static byte[] padded(String text, long length) {
    byte[] bytes = new byte[Room.of(length)];
    ByteBuffer encoded = Utf8.encode(THE_ARRAY, text, length);
    encoded.get(bytes, 0, encoded.remaining());
    return bytes;
  }
}
