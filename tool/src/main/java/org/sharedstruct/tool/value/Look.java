package org.sharedstruct.tool.value;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.sharedstruct.region.Region;

/** A region that is looked at: mapped for reading only, without its classes, and it does not notice. */
public final class Look implements AutoCloseable {

  /**
   * What was read.
   *
   * @param value of one commit; elements of an array, where the version is empty, each of a commit of its own
   * @param version which commit it was
   */
  public record Reading(Value value, OptionalLong version) {}

  private final Region region;
  private final Type type;

  private Look(Region region) {
    this.region = region;
    Type.Struct struct = Type.of(region.schema());
    type = region.isArray() ? new Type.Array(region.length(), struct.size(), struct) : struct;
  }

  /**
   * Begins to look.
   *
   * @param file the region's
   * @return the look
   * @throws IOException if it is no intact region, with the reason
   */
  public static Look at(Path file) throws IOException {
    return new Look(Region.look(file));
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
   * @throws IllegalStateException if the file was truncated
   */
  public Reading read(ValuePath path) {
    long first = path.first();
    long count = path.count(region.length());
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocate(count * region.schema().size(), Long.BYTES);
      OptionalLong version = region.guard().copyTo(first, count, bytes);
      return new Reading(path.in(value(bytes, first, count)), version);
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
