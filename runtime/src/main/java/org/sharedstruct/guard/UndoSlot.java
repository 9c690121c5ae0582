package org.sharedstruct.guard;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.Locale;
import org.sharedstruct.format.Format;
import org.sharedstruct.format.Geometry;

/** Undo space for one element, and {@link Format#INDEX}, which tells whose bytes it holds. */
final class UndoSlot extends Undo {

  private final Object name;
  private final long slot;

  /** Whether INDEX is ever another one than 0. */
  private final boolean array;

  UndoSlot(Geometry geometry, Object name) {
    super(geometry);
    this.name = name;
    slot = geometry.undoOffset();
    array = geometry.isArray();
  }

  @Override
  void open(MemorySegment segment, long index, long current) {
    save(segment, index, slot); // S2
    if (array) {
      segment.set(JAVA_LONG_UNALIGNED, Format.INDEX, index);
    }
    Seqlock.open(segment, current); // S3
    VarHandle.storeStoreFence(); // S4
  }

  @Override
  boolean admit(MemorySegment segment, long index) {
    return index == index(segment);
  }

  @Override
  void restore(MemorySegment segment) {
    long index = index(segment);
    if (index < 0 || index >= length()) {
      throw new IllegalStateException(String.format(Locale.ROOT,
          "%s is damaged: the index at byte %d is %d, of %d elements",
          name, Format.INDEX, index, length()));
    }
    restore(segment, index, slot);
  }

  @Override
  long source(MemorySegment segment, long stamp, long index) {
    return index == index(segment) ? slot : offset(index);
  }

  /** INDEX does not change while SEQ does not. */
  @Override
  boolean isSettled(MemorySegment segment, long stamp, long index, long source) {
    return true;
  }

  /** Whose bytes it holds. */
  long index(MemorySegment segment) {
    return segment.get(JAVA_LONG_UNALIGNED, Format.INDEX);
  }
}
