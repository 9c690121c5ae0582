package org.sharedstruct.region;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.sharedstruct.SchemaMismatchException;
import org.sharedstruct.SharedLock;

/**
 * One attachment of this process to a file: its mapping, its participant id, its guard. The mapping is
 * one arena, closed by {@link #close()} or, if nobody does, after the region has become unreachable.
 */
public final class Region {

  /** Read and write for the owner, nothing for others: {@code rw-------}. */
  public static final Set<PosixFilePermission> OWNER_ONLY =
      Set.copyOf(EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));

  private static final Cleaner CLEANER = Cleaner.create();

  private final Path path;
  private final Geometry geometry;
  private final MemorySegment segment;
  private final Guard guard;
  private final GuardLock lock;
  private final boolean readOnly;
  private final Object fileKey;
  private final Cleaner.Cleanable mapping;

  private Region(Path path, Geometry geometry, Object fileKey, Arena arena, MemorySegment segment) {
    this.path = path;
    this.geometry = geometry;
    this.fileKey = fileKey;
    this.segment = segment;
    readOnly = segment.isReadOnly();
    long participant = readOnly ? 0 : LockWord.nextParticipant(segment);
    guard = new Guard(segment, new LockWord(segment, participant), geometry, this);
    lock = new GuardLock(guard, this);
    mapping = CLEANER.register(this, arena::close);
  }

  /**
   * Creates a region and attaches to it.
   *
   * @param path where; must not exist
   * @param schema what an element looks like
   * @param length number of elements, or {@link #SINGLE}
   * @param permissions who may open it
   * @param initializer fills the payload before anyone else sees it
   * @return the attachment
   * @throws FileAlreadyExistsException if the path exists
   * @throws IOException if the file cannot be made
   */
  public static Region create(Path path, Schema schema, long length,
      Set<PosixFilePermission> permissions, Consumer<MemorySegment> initializer) throws IOException {
    Path file = path.toAbsolutePath();
    Geometry geometry = geometry(schema, length);
    Publisher.publish(file, geometry, permissions, initializer);
    return open(file, schema, length == SINGLE, false);
  }

  /** The length that asks for a single struct. */
  public static final long SINGLE = -1;

  private static Geometry geometry(Schema schema, long length) {
    return length == SINGLE ? Geometry.single(schema) : Geometry.array(schema, length);
  }

  /**
   * Attaches to a region.
   *
   * @param path the file
   * @param schema what it must hold
   * @param single whether it must hold one struct, else an array
   * @param readOnly whether to map it for reading only
   * @return the attachment
   * @throws NoSuchFileException if there is no file
   * @throws IOException if it cannot be attached to, with the reason
   */
  public static Region open(Path path, Schema schema, boolean single, boolean readOnly)
      throws IOException {
    Path file = path.toAbsolutePath();
    Set<StandardOpenOption> access = readOnly
        ? EnumSet.of(StandardOpenOption.READ)
        : EnumSet.of(StandardOpenOption.READ, StandardOpenOption.WRITE);
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(file, access)) {
      Geometry geometry = Header.read(channel, file, schema, single ? Format.SINGLE : Format.ARRAY);
      FileChannel.MapMode mode = readOnly ? FileChannel.MapMode.READ_ONLY : FileChannel.MapMode.READ_WRITE;
      MemorySegment segment = channel.map(mode, 0, geometry.fileSize(), arena);
      return new Region(file, geometry, fileKey(file), arena, segment);
    } catch (Throwable failure) {
      arena.close();
      throw failure;
    }
  }

  /**
   * Attaches to a region, which is created first if it does not exist. However many processes call this
   * at once, one creates and all attach to what it created.
   *
   * @param path the file
   * @param schema what it must hold
   * @param length number of elements, or {@link #SINGLE}; a file that is there must have the same
   * @param permissions who may open a file that is created
   * @param initializer fills the payload of a file that is created
   * @return the attachment
   * @throws IOException if the file can neither be made nor attached to
   */
  public static Region openOrCreate(Path path, Schema schema, long length,
      Set<PosixFilePermission> permissions, Consumer<MemorySegment> initializer) throws IOException {
    for (;;) {
      try {
        Region region = open(path, schema, length == SINGLE, false);
        region.requireLength(length);
        return region;
      } catch (NoSuchFileException absent) {
        try {
          return create(path, schema, length, permissions, initializer);
        } catch (FileAlreadyExistsException raced) {
          if (Files.notExists(path)) {
            throw raced;
          }
        }
      }
    }
  }

  private void requireLength(long wanted) throws IOException {
    if (wanted != SINGLE && wanted != length()) {
      close();
      throw new SchemaMismatchException(path.toString(), List.of(
          "the array has %d elements in %s, %d here".formatted(length(), path, wanted)));
    }
  }

  private static Object fileKey(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  /** Ends the mapping; every later access is an {@link IllegalStateException}. */
  public void close() {
    if (isOpen()) {
      if (!readOnly) {
        guard.shut();
      }
      mapping.clean();
    }
  }

  /** Whether it is mapped for reading only. */
  public boolean isReadOnly() {
    return readOnly;
  }

  /** Whether the mapping is there. */
  public boolean isOpen() {
    return segment.scope().isAlive();
  }

  /**
   * Unlinks the file if the path still leads to this region.
   *
   * @return whether it did
   */
  public boolean remove() {
    try {
      return Objects.equals(fileKey(path), fileKey) && Files.deleteIfExists(path);
    } catch (NoSuchFileException gone) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The absolute path. */
  public Path path() {
    return path;
  }

  /** What an element looks like. */
  public Schema schema() {
    return geometry.schema();
  }

  /** Number of elements; 1 for a single struct. */
  public long length() {
    return geometry.length();
  }

  /** The whole mapped file. */
  public MemorySegment segment() {
    return segment;
  }

  /** What keeps the payload consistent. */
  public Guard guard() {
    return guard;
  }

  /**
   * The lock as users see it.
   *
   * @throws UnsupportedOperationException if the region is mapped for reading only
   */
  public SharedLock lock() {
    if (readOnly) {
      throw new UnsupportedOperationException(this + " was opened READ_ONLY and has no lock");
    }
    return lock;
  }

  /** Names the region in messages: struct and path. */
  @Override
  public String toString() {
    String form = geometry.isArray() ? "[" + length() + "]" : "";
    return schema().name() + form + " in " + path;
  }
}
