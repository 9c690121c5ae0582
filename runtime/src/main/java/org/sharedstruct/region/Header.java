package org.sharedstruct.region;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sharedstruct.ByteOrderException;
import org.sharedstruct.DamagedRegionException;
import org.sharedstruct.FormatVersionException;
import org.sharedstruct.InvalidRegionException;
import org.sharedstruct.NotARegionException;
import org.sharedstruct.RegionRemovedException;
import org.sharedstruct.SchemaMismatchException;
import org.sharedstruct.TruncatedRegionException;
import org.sharedstruct.format.Format;
import org.sharedstruct.format.Geometry;
import org.sharedstruct.format.Growth;
import org.sharedstruct.format.Schema;
import org.sharedstruct.format.SchemaText;
import org.sharedstruct.guard.Participants;
import org.sharedstruct.kernel.FileStatus;

/**
 * Writes and checks the part of a file that never changes once it is published. It is read through the
 * channel and not through a mapping: nothing is mapped before the file is known to be what it says.
 */
final class Header {

  /** How often a schema text is read that does not match its word: it may be growing meanwhile. */
  private static final int SCHEMA_READS = 3;

  private final Path path;
  private final ByteBuffer bytes;

  private Header(Path path, ByteBuffer bytes) {
    this.path = path;
    this.bytes = bytes.order(ByteOrder.nativeOrder());
  }

  /** Fills the identity and the geometry into a file of zeros. */
  static void write(FileChannel channel, Contents contents) throws IOException {
    Geometry geometry = contents.geometry();
    String text = geometry.schema().text();
    byte[] schema = SchemaText.bytes(text);
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(geometry.schemaOffset()) + schema.length)
        .order(ByteOrder.nativeOrder());
    bytes.put((int) Format.MAGIC, Format.magicBytes())
        .putInt((int) Format.BYTE_ORDER, Format.BYTE_ORDER_MARK)
        .putInt((int) Format.VERSION, Format.CURRENT_VERSION)
        .putLong((int) Format.FILE_SIZE, geometry.fileSize())
        .putLong((int) Format.SCHEMA, SchemaText.word(text))
        .putInt((int) Format.FORM, geometry.form())
        .putInt((int) Format.SCHEMA_CAPACITY, geometry.schemaCapacity())
        .putLong((int) Format.SCHEMA_OFFSET, geometry.schemaOffset())
        .putLong((int) Format.LENGTH, geometry.length())
        .putLong((int) Format.STRIDE, geometry.stride())
        .putLong((int) Format.PAYLOAD_OFFSET, geometry.payloadOffset())
        .putLong((int) Format.UNDO_OFFSET, geometry.undoOffset())
        .putLong((int) Format.SHADOW_OFFSET, geometry.shadowOffset())
        .putLong((int) Format.STAMP_OFFSET, geometry.stampOffset())
        .putLong((int) Format.REGION_ID, contents.id())
        .putInt((int) Format.LIFETIME, contents.temporary() ? Format.TEMPORARY : 0)
        .putLong((int) Format.DEVICE, contents.origin().device())
        .putLong((int) Format.INODE, contents.origin().inode())
        .putLong((int) Format.NEXT, Member.CREATOR + 1)
        .put((int) geometry.schemaOffset(), schema);
    writeFully(channel, bytes, 0);
  }

  /**
   * What a file says of itself.
   *
   * @param geometry where its parts lie
   * @param id names its companion
   * @param temporary whether it goes when its last participant has gone
   * @param origin as which file it was made
   */
  record Contents(Geometry geometry, long id, boolean temporary, Origin origin) {

    /** The same with a schema that has grown. */
    Contents with(Schema schema) {
      return new Contents(geometry.with(schema), id, temporary, origin);
    }
  }

  /**
   * As which file a region was made.
   *
   * @param device the number of its file system
   * @param inode its number there; zero: not known
   */
  record Origin(long device, long inode) {

    /** Where a file is. */
    static Origin of(FileStatus status) {
      return new Origin(status.device(), status.inode());
    }

    /** Whether the region is in the file that it was made as, as far as is known. */
    boolean isFile(FileStatus status) {
      return inode == 0 || inode == status.inode();
    }

    /** Whether that file is in the file system in which it was made, as far as is known. */
    boolean isFileSystem(FileStatus status) {
      return inode == 0 || device == status.device();
    }
  }

  /**
   * Reads the header of a file and compares it with what it is opened as.
   *
   * @param wanted what it must hold; null: whatever it holds
   * @param length as in {@link Region#open}, or {@link Geometry#ANY_FORM}
   * @throws InvalidRegionException if the file is no intact region of this version
   * @throws SchemaMismatchException if it holds another struct, or the struct in the other form
   */
  static Contents read(FileChannel channel, Path path, Schema wanted, long length) throws IOException {
    Header header = new Header(path, readAt(channel, path, 0, (int) Format.HEADER_SIZE));
    header.checkIdentity();
    Schema found = header.readSchema(channel);
    if (wanted != null) {
      header.compare(wanted, found);
    }
    boolean array = length == Geometry.ANY_FORM ? header.isArray() : length != Geometry.SINGLE;
    Contents contents = header.readContents(channel, found, array);
    header.compareLength(contents.geometry(), length);
    return contents;
  }

  /**
   * Reads the header of a file that may hold any struct.
   *
   * @param array whether it has to be an array
   * @throws InvalidRegionException if the file is no intact region of this version
   * @throws SchemaMismatchException if it has the other form
   */
  static Contents read(FileChannel channel, Path path, boolean array) throws IOException {
    Header header = new Header(path, readAt(channel, path, 0, (int) Format.HEADER_SIZE));
    header.checkIdentity();
    return header.readContents(channel, header.readSchema(channel), array);
  }

  /**
   * Reads the schema of a file that may hold any struct in either form, and be truncated behind it.
   *
   * @throws InvalidRegionException if the file is not a region of this version, or its schema is
   *     damaged
   */
  static Schema readSchema(FileChannel channel, Path path) throws IOException {
    Header header = new Header(path, readAt(channel, path, 0, (int) Format.HEADER_SIZE));
    header.checkIdentity();
    return header.readSchema(channel);
  }

  private Contents readContents(FileChannel channel, Schema found, boolean array) throws IOException {
    int form = array ? Format.ARRAY : Format.SINGLE;
    compareForm(found, form);
    Geometry geometry = readGeometry(found, form);
    checkGeometry(geometry, channel.size());
    checkState();
    return new Contents(geometry, readId(), readTemporary(), readOrigin());
  }

  /** The id of a region; zero if the file is none that could have one. */
  static long readId(FileChannel channel, Path path) throws IOException {
    return readWords(channel, path).map(Header::readId).orElse(0L);
  }

  /** Whether a file is a region that has this id, and was made as that file. */
  static boolean says(FileChannel channel, Path path, long id, Origin origin) throws IOException {
    return readWords(channel, path)
        .filter(header -> header.readId() == id && header.readOrigin().equals(origin)).isPresent();
  }

  /** Whether a file is a region that goes when its last participant has gone. */
  static boolean isTemporary(FileChannel channel, Path path) throws IOException {
    return readWords(channel, path)
        .filter(header -> header.bytes.getInt((int) Format.LIFETIME) == Format.TEMPORARY).isPresent();
  }

  /** Whether nobody but its creator ever entered a region. */
  static boolean hadOneParticipant(FileChannel channel, Path path) throws IOException {
    return readWords(channel, path)
        .filter(header -> header.bytes.getLong((int) Format.NEXT) == Member.CREATOR + 1).isPresent();
  }

  /** Whether a file is a region that somebody began to remove. */
  static boolean isRemoved(FileChannel channel, Path path) throws IOException {
    return readWords(channel, path)
        .filter(header -> header.bytes.getInt((int) Format.STATE) == Format.REMOVED).isPresent();
  }

  /** The words of a file that is known to be a region, as they are now. */
  static MemorySegment words(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) Format.HEADER_SIZE);
    while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
      // what a file that was truncated lacks is zero
    }
    return MemorySegment.ofArray(new long[bytes.capacity() / Long.BYTES])
        .copyFrom(MemorySegment.ofArray(bytes.array()));
  }

  /** How long the schema text of a region is. */
  static int schemaLength(FileChannel channel, Path path) throws IOException {
    return SchemaText.length(
        readAt(channel, path, Format.SCHEMA, Long.BYTES).order(ByteOrder.nativeOrder()).getLong());
  }

  /** Empty if the file is no region, or one of another version. */
  private static Optional<Header> readWords(FileChannel channel, Path path) throws IOException {
    try {
      Header header = new Header(path, readAt(channel, path, 0, (int) Format.HEADER_SIZE));
      header.checkIdentity();
      return Optional.of(header);
    } catch (InvalidRegionException notOurs) {
      return Optional.empty();
    }
  }

  /** Marks a region as removed. */
  static void markRemoved(FileChannel channel) throws IOException {
    ByteBuffer state = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder());
    writeFully(channel, state.putInt(0, Format.REMOVED), Format.STATE);
  }

  /**
   * Makes a region of its own of one that is not the file that it was made as: nobody is attached, and its
   * lock, if it was held, is that of one who died; so the next one who takes it undoes what was half
   * written. The id comes before the origin, which says that all is done.
   *
   * @param id the new one
   * @param origin the file that it is
   */
  static void renew(FileChannel channel, Path path, long id, Origin origin) throws IOException {
    Header header = new Header(path, readAt(channel, path, 0, (int) Format.HEADER_SIZE));
    boolean held = header.bytes.getLong((int) Format.LOCK) != 0
        || (header.bytes.getLong((int) Format.SEQ) & 1) != 0;
    writeLong(channel, Format.LOCK, held ? Participants.NOBODY << Integer.SIZE : 0);
    writeFully(channel, ByteBuffer.allocate((int) (Format.SLOTS * Format.SLOT_SIZE)), Format.TABLE);
    writeLong(channel, Format.NEXT, Member.CREATOR + 1);
    writeLong(channel, Format.REGION_ID, id);
    writeLong(channel, Format.DEVICE, origin.device());
    writeLong(channel, Format.INODE, origin.inode());
  }

  private static void writeLong(FileChannel channel, long at, long value) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
    writeFully(channel, bytes.putLong(0, value), at);
  }

  private void checkIdentity() throws InvalidRegionException {
    if (!hasMagic(bytes)) {
      throw notARegion(path, bytes);
    }
    int mark = bytes.getInt((int) Format.BYTE_ORDER);
    if (mark == Integer.reverseBytes(Format.BYTE_ORDER_MARK)) {
      throw new ByteOrderException(path.toString(), String.format(Locale.ROOT,
          "was written in the other byte order: %08x at byte %d, %08x here",
          mark, Format.BYTE_ORDER, Format.BYTE_ORDER_MARK));
    }
    check("byte order mark", Format.BYTE_ORDER, Format.BYTE_ORDER_MARK, mark);
    int version = bytes.getInt((int) Format.VERSION);
    if (version != Format.CURRENT_VERSION) {
      throw new FormatVersionException(path.toString(), String.format(Locale.ROOT,
          "is in format version %d (byte %d), %d is read here",
          version, Format.VERSION, Format.CURRENT_VERSION));
    }
  }

  private Schema readSchema(FileChannel channel) throws IOException {
    int capacity = bytes.getInt((int) Format.SCHEMA_CAPACITY);
    long offset = bytes.getLong((int) Format.SCHEMA_OFFSET);
    if (capacity <= 0 || capacity > SchemaText.LONGEST) {
      throw damaged(String.format(Locale.ROOT, "the schema capacity at byte %d is %d, not between 1 and %d",
          Format.SCHEMA_CAPACITY, capacity, SchemaText.LONGEST));
    }
    if (offset < Format.HEADER_SIZE || offset > channel.size() - capacity) {
      throw damaged(String.format(Locale.ROOT,
          "the schema offset at byte %d is %d, and %d bytes from there are not in the file",
          Format.SCHEMA_OFFSET, offset, capacity));
    }
    String text = readSchemaText(channel, offset, capacity);
    Schema schema;
    try {
      schema = Schema.parse(text).checked();
    } catch (IllegalArgumentException e) {
      throw damaged("the schema at byte " + offset + " is unreadable: " + e.getMessage());
    }
    if (!text.endsWith("\n")) {
      throw damaged("the schema at byte " + offset + " does not end with a line feed");
    }
    if (!schema.sized()) {
      check("schema capacity", Format.SCHEMA_CAPACITY, SchemaText.bytes(text).length, capacity);
    }
    return schema;
  }

  private String readSchemaText(FileChannel channel, long offset, int capacity) throws IOException {
    long word = bytes.getLong((int) Format.SCHEMA);
    for (int reads = 1;; reads++) {
      int length = SchemaText.length(word);
      if (length <= 0 || length > capacity) {
        throw damaged(String.format(Locale.ROOT, "the schema length at byte %d is %d, not between 1 and %d",
            Format.SCHEMA, length, capacity));
      }
      String text = StandardCharsets.UTF_8.decode(readAt(channel, path, offset, length)).toString();
      if (SchemaText.word(text) == word) {
        return text;
      }
      if (reads == SCHEMA_READS) {
        check("word of the schema", Format.SCHEMA, SchemaText.word(text), word);
      }
      word = readAt(channel, path, Format.SCHEMA, Long.BYTES).order(ByteOrder.nativeOrder()).getLong();
    }
  }

  private void compare(Schema wanted, Schema found) throws SchemaMismatchException {
    List<String> differences = Growth.of(wanted, found).differences();
    if (!differences.isEmpty()) {
      throw new SchemaMismatchException(path.toString(), differences, advice(wanted, found, isArray()));
    }
  }

  /** What to do about a schema that does not match. */
  static String advice(Schema wanted, Schema found, boolean array) {
    return wanted.name().equals(found.name())
        ? String.format(Locale.ROOT,
            "Compile all programs from one version of %s, or make the file anew with %s.migrate",
            wanted.name(), handle(wanted, array))
        : String.format(Locale.ROOT, "Open it as %s, with %s.open", found.name(), handle(found, array));
  }

  /** The class that a program uses. */
  static String handle(Schema schema, boolean array) {
    return "Shared" + schema.name() + (array ? ".Array" : "");
  }

  private boolean isArray() {
    return bytes.getInt((int) Format.FORM) == Format.ARRAY;
  }

  private void compareForm(Schema found, int form) throws SchemaMismatchException {
    int foundForm = bytes.getInt((int) Format.FORM);
    if (foundForm != form) {
      throw new SchemaMismatchException(path.toString(), List.of(String.format(Locale.ROOT,
          "%s is %s in the file, %s here",
          found.name(), formName(foundForm), formName(form))));
    }
  }

  private void compareLength(Geometry found, long wanted) throws SchemaMismatchException {
    if (wanted >= 0 && found.length() != wanted) {
      throw new SchemaMismatchException(path.toString(), List.of(
          String.format(Locale.ROOT,
              "the array has %d elements in the file, %d here", found.length(), wanted)));
    }
  }

  private static String formName(int form) {
    return switch (form) {
      case Format.SINGLE -> "a single struct";
      case Format.ARRAY -> "an array";
      default -> "of unknown form " + form;
    };
  }

  private Geometry readGeometry(Schema schema, int form) throws InvalidRegionException {
    long length = bytes.getLong((int) Format.LENGTH);
    boolean atomic = form == Format.ARRAY && bytes.getLong((int) Format.SHADOW_OFFSET) != 0;
    try {
      return new Geometry(schema, form, length, atomic, bytes.getInt((int) Format.SCHEMA_CAPACITY));
    } catch (IllegalArgumentException e) {
      throw damaged("at byte " + Format.LENGTH + ": " + e.getMessage());
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
    checkLong("shadow offset", Format.SHADOW_OFFSET, geometry.shadowOffset());
    checkLong("stamp offset", Format.STAMP_OFFSET, geometry.stampOffset());
    checkLong("file size", Format.FILE_SIZE, geometry.fileSize());
    if (actualSize < geometry.fileSize()) {
      throw new TruncatedRegionException(path.toString(),
          String.format(Locale.ROOT, "is truncated: %d bytes are left of %d",
              actualSize, geometry.fileSize()));
    }
    if (actualSize > geometry.fileSize()) {
      throw damaged(String.format(Locale.ROOT,
          "the file has %d bytes, %d expected", actualSize, geometry.fileSize()));
    }
  }

  private void checkState() throws InvalidRegionException {
    int state = bytes.getInt((int) Format.STATE);
    if (state == Format.REMOVED) {
      throw removed(path);
    }
    check("state", Format.STATE, 0, state);
  }

  /** The region at a path is no more. */
  static RegionRemovedException removed(Path path) {
    return new RegionRemovedException(path.toString(), "was removed");
  }

  private long readId() {
    return bytes.getLong((int) Format.REGION_ID);
  }

  private Origin readOrigin() {
    return new Origin(bytes.getLong((int) Format.DEVICE), bytes.getLong((int) Format.INODE));
  }

  private boolean readTemporary() throws InvalidRegionException {
    int lifetime = bytes.getInt((int) Format.LIFETIME);
    if (lifetime != Format.TEMPORARY) {
      check("lifetime", Format.LIFETIME, 0, lifetime);
    }
    return lifetime == Format.TEMPORARY;
  }

  private void checkLong(String what, long at, long expected) throws InvalidRegionException {
    check(what, at, expected, bytes.getLong((int) at));
  }

  private void check(String what, long at, long expected, long found) throws InvalidRegionException {
    if (found != expected) {
      throw damaged(String.format(Locale.ROOT,
          "the %s at byte %d is %d, %d expected", what, at, found, expected));
    }
  }

  private DamagedRegionException damaged(String reason) {
    return new DamagedRegionException(path.toString(), "is damaged: " + reason);
  }

  private static ByteBuffer readAt(FileChannel channel, Path path, long offset, int length)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, offset + bytes.position()) < 0) {
        throw tooShort(path, bytes, offset);
      }
    }
    return bytes.flip();
  }

  /** A file that ends early: one of ours was truncated, another one never was longer. */
  private static InvalidRegionException tooShort(Path path, ByteBuffer bytes, long offset) {
    String reason = String.format(Locale.ROOT, "ends at byte %d, and at least %d are needed",
        offset + bytes.position(), offset + bytes.limit());
    if (offset > 0 || hasMagic(bytes)) {
      return new TruncatedRegionException(path.toString(), "is truncated: it " + reason);
    }
    return bytes.position() < Format.magicBytes().length
        ? new NotARegionException(path.toString(), "is no shared region: it " + reason)
        : notARegion(path, bytes);
  }

  private static boolean hasMagic(ByteBuffer bytes) {
    return Arrays.equals(magic(bytes), Format.magicBytes());
  }

  private static byte[] magic(ByteBuffer bytes) {
    return Arrays.copyOf(bytes.array(), Format.magicBytes().length);
  }

  private static NotARegionException notARegion(Path path, ByteBuffer bytes) {
    return new NotARegionException(path.toString(),
        String.format(Locale.ROOT, "is no shared region: it begins with %s, not with %s (SHSTRUCT)",
            HexFormat.of().formatHex(magic(bytes)), HexFormat.of().formatHex(Format.magicBytes())));
  }

  /** Writes all bytes between position and limit. */
  static void writeFully(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
    int first = bytes.position();
    while (bytes.hasRemaining()) {
      channel.write(bytes, at + bytes.position() - first);
    }
  }
}
