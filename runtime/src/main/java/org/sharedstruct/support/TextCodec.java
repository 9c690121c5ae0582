package org.sharedstruct.support;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/** A text of a fixed width, as {@link Utf8} has it. */
public final class TextCodec extends Codec<String> {

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
    return Utf8.decode(bytes.get(memory, offset));
  }

  @Override
  void set(MemorySegment memory, long offset, String value) {
    ByteBuffer encoded = Utf8.encode(field, value, size());
    int length = encoded.remaining();
    MemorySegment.copy(encoded.array(), encoded.arrayOffset(), memory, JAVA_BYTE, offset, length);
    memory.asSlice(offset + length, size() - length).fill((byte) 0);
  }
}
