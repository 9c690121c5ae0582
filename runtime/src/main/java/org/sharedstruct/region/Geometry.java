package org.sharedstruct.region;

import java.nio.charset.StandardCharsets;

/**
 * Where the parts of one region lie. Everything follows from the schema, the form and the length, so a
 * file whose header says otherwise is damaged.
 *
 * @param schema what an element looks like
 * @param form {@link Format#SINGLE} or {@link Format#ARRAY}
 * @param length number of elements
 */
record Geometry(Schema schema, int form, long length) {

  /** In place of a length: one struct, no array. */
  static final long SINGLE = -1;

  /** In place of a length: an array of any length. */
  static final long ANY_LENGTH = -2;

  Geometry {
    long most = (Long.MAX_VALUE - payloadOffset(schema)) / schema.size();
    if (length < 0 || length > most) {
      throw new IllegalArgumentException(
          "length %d is not between 0 and %d, the most that %s of %d bytes can have"
              .formatted(length, most, schema.name(), schema.size()));
    }
  }

  static Geometry single(Schema schema) {
    return new Geometry(schema, Format.SINGLE, 1);
  }

  static Geometry array(Schema schema, long length) {
    return new Geometry(schema, Format.ARRAY, length);
  }

  boolean isArray() {
    return form == Format.ARRAY;
  }

  long stride() {
    return schema.size();
  }

  /** The undo space begins right behind SEQ, so that a small struct's lies in the same cache line. */
  long undoOffset() {
    return undoOffset(schema);
  }

  /** The schema text follows the undo space of one element. */
  long schemaOffset() {
    return schemaOffset(schema);
  }

  byte[] schemaBytes() {
    return schemaBytes(schema);
  }

  long payloadOffset() {
    return payloadOffset(schema);
  }

  long payloadSize() {
    return length * stride();
  }

  long fileSize() {
    return payloadOffset() + payloadSize();
  }

  private static long undoOffset(Schema schema) {
    return roundUp(Format.UNDO_FIRST, Math.max(Long.BYTES, schema.alignment()));
  }

  private static long schemaOffset(Schema schema) {
    return undoOffset(schema) + schema.size();
  }

  private static byte[] schemaBytes(Schema schema) {
    return schema.text().getBytes(StandardCharsets.UTF_8);
  }

  private static long payloadOffset(Schema schema) {
    return roundUp(schemaOffset(schema) + schemaBytes(schema).length,
        Math.max(Format.PAYLOAD_ALIGNMENT, schema.alignment()));
  }

  private static long roundUp(long offset, long multiple) {
    return (offset + multiple - 1) / multiple * multiple;
  }
}
