package org.sharedstruct.guard;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import org.sharedstruct.format.Geometry;
import org.sharedstruct.format.Schema;

/**
 * The elements of a region as bytes: where each lies, copies of a whole one, plain access to fields.
 *
 * <p>All offsets are aligned, and the layouts of plain accesses say nothing of it: so it is not checked once
 * more at each access. HotSpot reads and writes what is aligned as a whole through them too
 * ({@code jdk.internal.misc.Unsafe.getLongUnaligned}), in compiled code by the same instruction.
 */
sealed class Elements permits Undo {

  /** From this size on a bulk copy costs less than copying piece by piece. */
  private static final long BULK = 256;

  private final long payload;
  private final long stride;
  private final long length;

  /**
   * The widest access of which every field is a multiple, or 1 for a bulk copy. Saving goes by it, since loading
   * 8 bytes right after two stores of 4 waits for both to leave the store buffer.
   */
  private final int grain;

  /** The width of the widest field. Restoring goes by it, so that a raw reader sees no torn field. */
  private final int unit;

  Elements(Geometry geometry) {
    payload = geometry.payloadOffset();
    stride = geometry.stride();
    length = geometry.length();
    grain = stride >= BULK ? 1 : grain(geometry.schema());
    unit = (int) Math.min(Long.BYTES, geometry.schema().alignment());
  }

  private static int grain(Schema schema) {
    long bits = Long.BYTES;
    for (Schema.Member member : schema.members()) {
      bits |= member.offset() | member.size();
    }
    return (int) Long.lowestOneBit(bits);
  }

  long length() {
    return length;
  }

  /** Bytes of an element. */
  int stride() {
    return Math.toIntExact(stride);
  }

  /** Where an element begins, as a byte offset in the segment. */
  long offset(long index) {
    return payload + index * stride;
  }

  /** Copies an element to somewhere else in the segment. */
  void save(MemorySegment segment, long index, long to) {
    long from = offset(index);
    if (grain == Integer.BYTES) {
      saveInts(segment, from, to);
    } else if (grain == Long.BYTES) {
      saveLongs(segment, from, to);
    } else {
      MemorySegment.copy(segment, from, segment, to, stride);
    }
  }

  /** Copies some elements to somewhere else in the segment. */
  void saveAll(MemorySegment segment, long first, long count, long to) {
    MemorySegment.copy(segment, offset(first), segment, to, count * stride);
  }

  /** Copies an element back from there. */
  void restore(MemorySegment segment, long index, long from) {
    long to = offset(index);
    if (stride >= BULK || unit < Integer.BYTES) {
      MemorySegment.copy(segment, from, segment, to, stride);
      return;
    }
    for (long at = 0; at < stride; at += unit) {
      put(segment, to + at, unit, get(segment, from + at, unit));
    }
  }

  /** Copies an element to the heap. */
  void toHeap(MemorySegment segment, long index, byte[] bytes, int at) {
    MemorySegment.copy(segment, JAVA_BYTE, offset(index), bytes, at, (int) stride);
  }

  /** Copies an element back from the heap. */
  void restore(MemorySegment segment, long index, byte[] bytes, int at) {
    MemorySegment.copy(bytes, at, segment, JAVA_BYTE, offset(index), (int) stride);
  }

  /** The first ones are copied without a loop, which costs as much as they do. */
  private void saveInts(MemorySegment segment, long from, long to) {
    saveInt(segment, from, to);
    if (stride > Integer.BYTES) {
      saveInt(segment, from + Integer.BYTES, to + Integer.BYTES);
    }
    for (long at = 2 * Integer.BYTES; at < stride; at += Integer.BYTES) {
      saveInt(segment, from + at, to + at);
    }
  }

  private static void saveInt(MemorySegment segment, long from, long to) {
    segment.set(JAVA_INT_UNALIGNED, to, segment.get(JAVA_INT_UNALIGNED, from));
  }

  /** As {@link #saveInts}. */
  private void saveLongs(MemorySegment segment, long from, long to) {
    saveLong(segment, from, to);
    if (stride > Long.BYTES) {
      saveLong(segment, from + Long.BYTES, to + Long.BYTES);
    }
    for (long at = 2 * Long.BYTES; at < stride; at += Long.BYTES) {
      saveLong(segment, from + at, to + at);
    }
  }

  private static void saveLong(MemorySegment segment, long from, long to) {
    segment.set(JAVA_LONG_UNALIGNED, to, segment.get(JAVA_LONG_UNALIGNED, from));
  }

  /**
   * Loads 1, 2, 4 or 8 aligned bytes at once; the bits beyond the width are any. Four bytes are extended
   * with zeros: if the file was truncated, HotSpot on x86 makes an exception of a load that does so, but
   * ends the JVM at one that extends the sign (it cannot decode {@code movslq} from memory).
   */
  static long get(MemorySegment segment, long offset, int width) {
    return switch (width) {
      case Long.BYTES -> segment.get(JAVA_LONG_UNALIGNED, offset);
      case Integer.BYTES -> segment.get(JAVA_INT_UNALIGNED, offset) & 0xffff_ffffL;
      case Short.BYTES -> segment.get(JAVA_SHORT_UNALIGNED, offset);
      default -> segment.get(JAVA_BYTE, offset);
    };
  }

  /** Stores 1, 2, 4 or 8 aligned bytes at once; bits beyond the width are ignored. */
  static void put(MemorySegment segment, long offset, int width, long bits) {
    switch (width) {
      case Long.BYTES -> segment.set(JAVA_LONG_UNALIGNED, offset, bits);
      case Integer.BYTES -> segment.set(JAVA_INT_UNALIGNED, offset, (int) bits);
      case Short.BYTES -> segment.set(JAVA_SHORT_UNALIGNED, offset, (short) bits);
      default -> segment.set(JAVA_BYTE, offset, (byte) bits);
    }
  }
}
