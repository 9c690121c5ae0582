package org.sharedstruct.format;

import java.util.Locale;

/**
 * Where the parts of one region lie. Everything follows from the schema, the bytes reserved for its text,
 * the form and the length, so a file whose header says otherwise is damaged.
 *
 * @param schema what an element looks like
 * @param form {@link Format#SINGLE} or {@link Format#ARRAY}
 * @param length number of elements
 * @param atomic whether there is undo space for a whole array
 * @param schemaCapacity bytes reserved for the schema text
 */
public record Geometry(Schema schema, int form, long length, boolean atomic, int schemaCapacity) {

  /** In place of a length: one struct, no array. */
  public static final long SINGLE = -1;

  /** In place of a length: an array of any length. */
  public static final long ANY_LENGTH = -2;

  /** In place of a length: one struct or an array of any length. */
  public static final long ANY_FORM = -3;

  /** Bytes of an element's stamp. */
  public static final long STAMP = Long.BYTES;

  /** Refuses a length that no file could have. */
  public Geometry {
    long fixed = payloadOffset(schema, schemaCapacity) + 2 * alignment(schema);
    long most = (Long.MAX_VALUE - fixed) / (atomic ? 2 * schema.size() + STAMP : schema.size());
    if (length < 0 || length > most) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT,
              "length %d is not between 0 and %d, the most that %s of %d bytes can have",
              length, most, schema.name(), schema.size()));
    }
  }

  public static Geometry single(Schema schema) {
    return new Geometry(schema, Format.SINGLE, 1, false, SchemaText.capacity(schema));
  }

  public static Geometry array(Schema schema, long length, boolean atomic) {
    return new Geometry(schema, Format.ARRAY, length, atomic, SchemaText.capacity(schema));
  }

  /** The same with a schema that has grown. */
  public Geometry with(Schema grown) {
    return new Geometry(grown, form, length, atomic, schemaCapacity);
  }

  public boolean isArray() {
    return form == Format.ARRAY;
  }

  public long stride() {
    return schema.size();
  }

  /** The undo space begins right behind SEQ, so that a small struct's lies in the same cache line. */
  public long undoOffset() {
    return undoOffset(schema);
  }

  /** The schema text follows the undo space of one element. */
  public long schemaOffset() {
    return schemaOffset(schema);
  }

  public long payloadOffset() {
    return payloadOffset(schema, schemaCapacity);
  }

  public long payloadSize() {
    return length * stride();
  }

  /** The undo space of a whole array follows it; zero if it has none. */
  public long shadowOffset() {
    return atomic ? roundUp(payloadOffset() + payloadSize(), alignment(schema)) : 0;
  }

  /** The stamps follow the shadow; zero if there are none. */
  public long stampOffset() {
    return atomic ? roundUp(shadowOffset() + payloadSize(), STAMP) : 0;
  }

  public long fileSize() {
    return atomic ? stampOffset() + length * STAMP : payloadOffset() + payloadSize();
  }

  private static long undoOffset(Schema schema) {
    return roundUp(Format.UNDO_FIRST, Math.max(Long.BYTES, schema.alignment()));
  }

  private static long schemaOffset(Schema schema) {
    return undoOffset(schema) + schema.size();
  }

  private static long payloadOffset(Schema schema, int schemaCapacity) {
    return roundUp(schemaOffset(schema) + schemaCapacity, alignment(schema));
  }

  private static long alignment(Schema schema) {
    return Math.max(Format.PAYLOAD_ALIGNMENT, schema.alignment());
  }

  private static long roundUp(long offset, long multiple) {
    return (offset + multiple - 1) / multiple * multiple;
  }
}
