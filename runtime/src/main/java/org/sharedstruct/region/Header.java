package org.sharedstruct.region;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.sharedstruct.InvalidRegionException;
import org.sharedstruct.SchemaMismatchException;

/**
 * Writes and checks the part of a file that never changes once it is published. It is read through the
 * channel and not through a mapping: nothing is mapped before the file is known to be what it says.
 */
final class Header {

  /** No schema text is longer; a damaged length is found before it is allocated. */
  private static final int LONGEST_SCHEMA = 1 << 20;

  private final Path path;
  private final ByteBuffer bytes;

  private Header(Path path, ByteBuffer bytes) {
    this.path = path;
    this.bytes = bytes.order(ByteOrder.nativeOrder());
  }

  /** Fills the identity and the geometry into a file of zeros. */
  static void write(FileChannel channel, Geometry geometry) throws IOException {
    byte[] schema = geometry.schemaBytes();
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(geometry.schemaOffset()) + schema.length)
        .order(ByteOrder.nativeOrder());
    bytes.put((int) Format.MAGIC, Format.MAGIC_BYTES)
        .putInt((int) Format.BYTE_ORDER, Format.BYTE_ORDER_MARK)
        .putInt((int) Format.VERSION, Format.CURRENT_VERSION)
        .putLong((int) Format.FILE_SIZE, geometry.fileSize())
        .putLong((int) Format.FINGERPRINT, geometry.schema().fingerprint())
        .putInt((int) Format.FORM, geometry.form())
        .putInt((int) Format.SCHEMA_LENGTH, schema.length)
        .putLong((int) Format.SCHEMA_OFFSET, geometry.schemaOffset())
        .putLong((int) Format.LENGTH, geometry.length())
        .putLong((int) Format.STRIDE, geometry.stride())
        .putLong((int) Format.PAYLOAD_OFFSET, geometry.payloadOffset())
        .putLong((int) Format.UNDO_OFFSET, geometry.undoOffset())
        .putLong((int) Format.NEXT, 1)
        .put((int) geometry.schemaOffset(), schema);
    Publisher.writeFully(channel, bytes, 0);
  }

  /**
   * Reads the geometry of a file and compares it with what it is opened as.
   *
   * @throws InvalidRegionException if the file is no intact region of this version
   * @throws SchemaMismatchException if it holds another struct, or the struct in the other form
   */
  static Geometry read(FileChannel channel, Path path, Schema wanted, int form) throws IOException {
    Header header = new Header(path, readAt(channel, path, 0, (int) Format.HEADER_SIZE));
    header.checkIdentity();
    Schema found = header.readSchema(channel);
    header.compare(wanted, found, form);
    Geometry geometry = new Geometry(found, form, header.readLength(found));
    header.checkGeometry(geometry, channel.size());
    return geometry;
  }

  private void checkIdentity() throws InvalidRegionException {
    byte[] magic = new byte[Format.MAGIC_BYTES.length];
    bytes.get((int) Format.MAGIC, magic);
    if (!Arrays.equals(magic, Format.MAGIC_BYTES)) {
      throw invalid("is no shared region: it begins with %s, not with the bytes SHSTRUCT"
          .formatted(Arrays.toString(magic)));
    }
    int mark = bytes.getInt((int) Format.BYTE_ORDER);
    if (mark == Integer.reverseBytes(Format.BYTE_ORDER_MARK)) {
      throw invalid("was written in the other byte order; this machine is " + ByteOrder.nativeOrder());
    }
    check("byte order mark", Format.BYTE_ORDER, Format.BYTE_ORDER_MARK, mark);
    check("format version", Format.VERSION, Format.CURRENT_VERSION, bytes.getInt((int) Format.VERSION));
  }

  private Schema readSchema(FileChannel channel) throws IOException {
    int length = bytes.getInt((int) Format.SCHEMA_LENGTH);
    long offset = bytes.getLong((int) Format.SCHEMA_OFFSET);
    if (length <= 0 || length > LONGEST_SCHEMA) {
      throw invalid("is damaged: the schema length at byte %d is %d, not between 1 and %d"
          .formatted(Format.SCHEMA_LENGTH, length, LONGEST_SCHEMA));
    }
    if (offset < Format.HEADER_SIZE || offset > channel.size() - length) {
      throw invalid("is damaged: the schema offset at byte %d is %d, and %d bytes from there are not in the file"
          .formatted(Format.SCHEMA_OFFSET, offset, length));
    }
    String text = StandardCharsets.UTF_8.decode(readAt(channel, path, offset, length)).toString();
    Schema schema;
    try {
      schema = Schema.parse(text);
    } catch (IllegalArgumentException e) {
      throw invalid("is damaged at byte " + offset + ": " + e.getMessage());
    }
    if (schema.size() <= 0 || schema.alignment() <= 0) {
      throw invalid("is damaged at byte %d: the schema has size %d and alignment %d"
          .formatted(offset, schema.size(), schema.alignment()));
    }
    check("fingerprint of the schema", Format.FINGERPRINT,
        schema.fingerprint(), bytes.getLong((int) Format.FINGERPRINT));
    return schema;
  }

  private void compare(Schema wanted, Schema found, int form) throws SchemaMismatchException {
    List<String> differences = wanted.differencesTo(found, path.toString());
    if (!differences.isEmpty()) {
      throw new SchemaMismatchException(path.toString(), differences);
    }
    int foundForm = bytes.getInt((int) Format.FORM);
    if (foundForm != form) {
      throw new SchemaMismatchException(path.toString(), List.of("%s is %s in %s, %s here".formatted(
          wanted.name(), formName(foundForm), path, formName(form))));
    }
  }

  private static String formName(int form) {
    return switch (form) {
      case Format.SINGLE -> "a single struct";
      case Format.ARRAY -> "an array";
      default -> "of unknown form " + form;
    };
  }

  private long readLength(Schema schema) throws InvalidRegionException {
    long length = bytes.getLong((int) Format.LENGTH);
    try {
      return new Geometry(schema, Format.ARRAY, length).length();
    } catch (IllegalArgumentException e) {
      throw invalid("is damaged at byte " + Format.LENGTH + ": " + e.getMessage());
    }
  }

  private void checkGeometry(Geometry geometry, long actualSize) throws InvalidRegionException {
    if (!geometry.isArray()) {
      check("number of elements", Format.LENGTH, 1, geometry.length());
    }
    checkLong("schema offset", Format.SCHEMA_OFFSET, geometry.schemaOffset());
    checkLong("stride", Format.STRIDE, geometry.stride());
    checkLong("undo offset", Format.UNDO_OFFSET, geometry.undoOffset());
    checkLong("payload offset", Format.PAYLOAD_OFFSET, geometry.payloadOffset());
    checkLong("file size", Format.FILE_SIZE, geometry.fileSize());
    if (actualSize < geometry.fileSize()) {
      throw invalid("is truncated: %d bytes are left of %d".formatted(actualSize, geometry.fileSize()));
    }
  }

  private void checkLong(String what, long at, long expected) throws InvalidRegionException {
    check(what, at, expected, bytes.getLong((int) at));
  }

  private void check(String what, long at, long expected, long found) throws InvalidRegionException {
    if (found != expected) {
      throw invalid("cannot be attached to: the %s at byte %d is %d, %d expected"
          .formatted(what, at, found, expected));
    }
  }

  private InvalidRegionException invalid(String reason) {
    return new InvalidRegionException(path.toString(), reason);
  }

  private static ByteBuffer readAt(FileChannel channel, Path path, long offset, int length)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, offset + bytes.position()) < 0) {
        throw new InvalidRegionException(path.toString(),
            "is no shared region, or truncated: it ends at byte %d, and at least %d are needed"
                .formatted(offset + bytes.position(), offset + length));
      }
    }
    return bytes.flip();
  }
}
