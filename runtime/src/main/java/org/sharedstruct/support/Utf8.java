package org.sharedstruct.support;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/**
 * A text in a room of fixed width: UTF-8, then zeros. It may fill the room. What would not come back as it
 * went in is refused.
 */
public final class Utf8 {

  /** So many characters of a text that is refused are in the message. */
  private static final int SHOWN = 40;

  private Utf8() {}

  /**
   * The bytes of a text, without the zeros after it.
   *
   * @param holder what holds the text, for messages
   * @param text the text
   * @param room how many bytes there are
   * @return at most that many bytes
   * @throws IllegalArgumentException if the text needs more, contains a NUL or is malformed
   */
  public static ByteBuffer encode(String holder, String text, long room) {
    int nul = Objects.requireNonNull(text, holder).indexOf('\0');
    if (nul >= 0) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT,
              "%s has the character NUL at index %d, where a reader would take it to end", holder, nul));
    }
    ByteBuffer encoded;
    try {
      encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(holder + " has half a surrogate pair, which is no character", e);
    }
    if (encoded.remaining() > room) {
      throw new IllegalArgumentException(String.format(Locale.ROOT,
          "%s has room for %d bytes, and '%s' needs %d",
          holder, room, shortened(text), encoded.remaining()));
    }
    return encoded;
  }

  /**
   * The text at the beginning of a room.
   *
   * @param bytes all bytes of the room
   * @return what is before the first NUL; malformed bytes read as U+FFFD, as {@link
   *     String#String(byte[], java.nio.charset.Charset)} has it
   */
  public static String decode(byte[] bytes) {
    int length = 0;
    while (length < bytes.length && bytes[length] != 0) {
      length++;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  /**
   * A text for a message.
   *
   * @param text any text
   * @return the text or, if it is long, its beginning and dots
   */
  public static String shortened(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
