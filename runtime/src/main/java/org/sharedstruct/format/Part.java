package org.sharedstruct.format;

import java.util.ArrayList;
import java.util.List;

/**
 * Something that has bytes of a region's file for itself. Bytes of no part are reserved, or fill up to where the next
 * part has to begin.
 *
 * @param offset where it begins
 * @param size bytes
 * @param name what it is, for people
 */
public record Part(long offset, long size, String name) {

  private static final int U32 = Integer.BYTES;
  private static final int U64 = Long.BYTES;

  /** First byte after it. */
  public long end() {
    return offset + size;
  }

  /**
   * All parts, by ascending offset.
   *
   * @param geometry of the region
   */
  public static List<Part> of(Geometry geometry) {
    List<Part> parts = new ArrayList<>(List.of(
        new Part(Format.MAGIC, Format.STATE, "identity and geometry"),
        new Part(Format.STATE, U32, "state"),
        new Part(Format.NEXT, U64, "next participant"),
        new Part(Format.TABLE, Format.SLOTS * Format.SLOT_SIZE, "table of participants"),
        new Part(Format.LOCK, U64, "lock"),
        new Part(Format.WAKE_LOCK, U32, "wake lock"),
        new Part(Format.WAKE_VERSION, U32, "wake version"),
        new Part(Format.SLEEPERS, U32, "sleepers"),
        new Part(Format.DEVICE, U64, "device"),
        new Part(Format.INODE, U64, "inode"),
        new Part(Format.SEQ, U64, "sequence"),
        new Part(Format.INDEX, U64, "index"),
        new Part(Format.DIRTY, U32, "dirty"),
        new Part(geometry.undoOffset(), geometry.stride(), "undo space"),
        new Part(geometry.schemaOffset(), geometry.schemaCapacity(), "schema"),
        new Part(geometry.payloadOffset(), geometry.payloadSize(), "values")));
    if (geometry.atomic()) {
      parts.add(new Part(geometry.shadowOffset(), geometry.payloadSize(), "undo space of the array"));
      parts.add(new Part(geometry.stampOffset(), geometry.length() * Geometry.STAMP, "stamps"));
    }
    return List.copyOf(parts);
  }
}
