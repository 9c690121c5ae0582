package org.sharedstruct.support;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A text in UTF-8, followed by zeros up to its width; it may fill the width. Malformed bytes read as U+FFFD,
 * as {@link String#String(byte[], java.nio.charset.Charset)} has it.
 */
public final class TextCodec extends Codec<String> {

  /** So many characters of a text that is refused are in the message. */
  private static final int SHOWN = 40;

  private final String field;
  private final ArrayCodec<byte[]> bytes;

  private TextCodec(String field, int width) {
    super(width);
    this.field = field;
    bytes = ArrayCodec.of(field, width, Items.BYTES);
  }

  /**
   * The codec of one field.
   *
   * @param field the field's name
   * @param width bytes
   * @return the codec
   */
  public static TextCodec of(String field, int width) {
    return new TextCodec(field, width);
  }

  /**
   * The same memory as bytes, what follows the first NUL included.
   *
   * @return a codec of the full width
   */
  public Codec<byte[]> bytes() {
    return bytes;
  }

  @Override
  String get(MemorySegment memory, long offset) {
    byte[] all = bytes.get(memory, offset);
    int length = 0;
    while (length < all.length && all[length] != 0) {
      length++;
    }
    return new String(all, 0, length, StandardCharsets.UTF_8);
  }

  @Override
  void set(MemorySegment memory, long offset, String value) {
    ByteBuffer encoded = encode(value);
    int length = encoded.remaining();
    MemorySegment.copy(encoded.array(), encoded.arrayOffset(), memory, JAVA_BYTE, offset, length);
    memory.asSlice(offset + length, size() - length).fill((byte) 0);
  }

  /** What would not come back as it went in is refused. */
  private ByteBuffer encode(String value) {
    int nul = Objects.requireNonNull(value, field).indexOf('\0');
    if (nul >= 0) {
      throw new IllegalArgumentException(
          "%s has the character NUL at index %d, where a reader would take it to end".formatted(field, nul));
    }
    ByteBuffer encoded;
    try {
      encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(field + " has half a surrogate pair, which is no character", e);
    }
    if (encoded.remaining() > size()) {
      throw new IllegalArgumentException("%s has room for %d bytes, and '%s' needs %d"
          .formatted(field, size(), shortened(value), encoded.remaining()));
    }
    return encoded;
  }

  private static String shortened(String value) {
    return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "...";
  }
}
