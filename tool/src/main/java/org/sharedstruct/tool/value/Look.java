package org.sharedstruct.tool.value;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.sharedstruct.DamagedRegionException;
import org.sharedstruct.OwnerDiedException;
import org.sharedstruct.RegionRemovedException;
import org.sharedstruct.region.Region;

/**
 * A region that is looked at: mapped for reading only, without its classes, and it does not notice.
 */
public final class Look implements AutoCloseable {

  /**
   * What was read.
   *
   * @param value what the path leads to; of one commit, or each element of an array of a commit of
   *     its own
   * @param version which commit it was; empty if it was not one
   */
  public record Reading(Value value, OptionalLong version) {}

  private final Region region;
  private final Object file;
  private final Type type;

  private Look(Region region, Object file) {
    this.region = region;
    this.file = file;
    type = Type.of(region);
  }

  /**
   * Begins to look.
   *
   * @param file the region's
   * @return the look
   * @throws IOException if it is not an intact region, with the reason
   */
  public static Look at(Path file) throws IOException {
    Object identity = identity(file); // first: if the name goes to another file meanwhile, it seems gone
    Region region = Region.look(file);
    try {
      return new Look(region, identity);
    } catch (Throwable failure) {
      region.close();
      throw failure;
    }
  }

  private static Object identity(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  /**
   * The region.
   *
   * @return it, open for reading only
   */
  public Region region() {
    return region;
  }

  /**
   * What it holds.
   *
   * @return a struct or an array of them
   */
  public Type type() {
    return type;
  }

  /**
   * Reads what a path leads to.
   *
   * @param path of this region's type
   * @return the values
   * @throws OwnerDiedException if several elements were half written, and nobody is at it any more
   * @throws IllegalStateException if the file was truncated
   */
  public Reading read(ValuePath path) {
    Reading all = readFor(List.of(path));
    return new Reading(path.in(all.value()), all.version());
  }

  /**
   * Reads what some paths need.
   *
   * @param paths of this region's type, at least one
   * @return the struct; or of an array the elements from the first one needed to the last one
   * @throws OwnerDiedException if several elements were half written, and nobody is at it any more
   * @throws IllegalStateException if the file was truncated
   */
  public Reading readFor(List<ValuePath> paths) {
    long first = paths.stream().mapToLong(ValuePath::first).min().orElseThrow();
    long end = paths.stream().mapToLong(path -> path.first() + path.count(region.length())).max().orElseThrow();
    long count = end - first;
    MemorySegment bytes = Arena.ofAuto().allocate(Math.multiplyExact(count, region.schema().size()), Long.BYTES);
    OptionalLong version = copyTo(first, count, bytes);
    return new Reading(value(bytes, first, count), version);
  }

  /**
   * Reads the bytes of an element.
   *
   * @param element which one; 0 of a single struct
   * @return a copy of the last commit
   * @throws IllegalStateException if the file was truncated
   */
  public MemorySegment bytes(long element) {
    MemorySegment bytes = Arena.ofAuto().allocate(region.schema().size(), Long.BYTES);
    copyTo(element, 1, bytes);
    return bytes;
  }

  /**
   * Reads the bytes of some elements.
   *
   * @param first the first of them, within bounds
   * @param count how many
   * @param target gets their bytes, one behind the other
   * @return the version that they are of; empty if they are not of one moment
   * @throws OwnerDiedException if several elements were half written, and nobody is at it any more
   * @throws IllegalStateException if the region is closed or was truncated
   */
  public OptionalLong copyTo(long first, long count, MemorySegment target) {
    OptionalLong version = region.guard().copyTo(first, count, target);
    requireWhole();
    return version;
  }

  /** What is missing in the last page of a truncated file is read as zeros, and nobody is told. */
  private void requireWhole() {
    try {
      BasicFileAttributes now = Files.readAttributes(region.path(), BasicFileAttributes.class);
      if (file.equals(now.fileKey()) && now.size() < region.geometry().fileSize()) {
        throw new IllegalStateException(region.path() + ": was truncated while it was looked at");
      }
    } catch (IOException gone) {
      // then its memory is whole, and requireThere says what has become of it
    }
  }

  /**
   * Waits for a commit; a region that is only read cannot be woken, so it looks again and again, up
   * to a thousand times a second.
   *
   * @param version the version already seen
   * @param most how long to wait
   * @return the version now; the same one if the time is over or the thread was interrupted
   * @throws IllegalStateException if the file was truncated
   */
  public long awaitChange(long version, Duration most) {
    return region.guard().awaitChange(version, most.toNanos());
  }

  /**
   * Makes sure that what is looked at is still what its path leads to.
   *
   * @throws RegionRemovedException if the region was removed, its file deleted, or another one took
   *     its name, with which of these it was
   * @throws DamagedRegionException if the file was truncated
   * @throws IOException if it cannot be told
   */
  public void requireThere() throws IOException {
    boolean isRemoved = region.isRemoved();
    try {
      if (!isRemoved && !file.equals(identity(region.path()))) {
        throw new RegionRemovedException(region.path().toString(), "was replaced by another file");
      }
    } catch (NoSuchFileException deleted) {
      isRemoved = true;
    }
    if (isRemoved) {
      throw new RegionRemovedException(region.path().toString(), "was removed");
    }
    if (Files.size(region.path()) < region.geometry().fileSize()) { // within a page no access would fail
      throw new DamagedRegionException(region.path().toString(), "was truncated while it was looked at");
    }
  }

  private Value value(MemorySegment bytes, long first, long count) {
    return type instanceof Type.Array array
        ? new Value.Items(first, ((Value.Items) array.withCount(count).read(bytes, 0)).elements())
        : type.read(bytes, 0);
  }

  @Override
  public void close() {
    region.close();
  }
}
