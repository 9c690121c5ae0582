package org.sharedstruct.guard;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import org.sharedstruct.format.Format;
import org.sharedstruct.format.Geometry;

/** Undo space for one element, and {@link Format#INDEX}, which tells whose bytes it holds. */
final class UndoSlot extends Undo {

  private final MemorySegment segment;
  private final Elements elements;
  private final Seqlock sequence;
  private final Object name;
  private final long slot;

  UndoSlot(MemorySegment segment, Geometry geometry, Elements elements, Seqlock sequence, Object name) {
    this.segment = segment;
    this.elements = elements;
    this.sequence = sequence;
    this.name = name;
    slot = geometry.undoOffset();
  }

  @Override
  void open(long index) {
    VarHandle.storeStoreFence(); // S1
    elements.save(index, slot); // S2
    segment.set(JAVA_LONG, Format.INDEX, index);
    sequence.open(); // S3
    VarHandle.storeStoreFence(); // S4
  }

  @Override
  boolean admit(long index) {
    return index == index();
  }

  @Override
  void restore() {
    long index = index();
    if (index < 0 || index >= elements.length()) {
      throw new IllegalStateException("%s is damaged: the index at byte %d is %d, of %d elements"
          .formatted(name, Format.INDEX, index, elements.length()));
    }
    elements.restore(index, slot);
  }

  @Override
  long source(long stamp, long index) {
    return index == index() ? slot : elements.offset(index);
  }

  /** INDEX does not change while SEQ does not. */
  @Override
  boolean isSettled(long stamp, long index, long source) {
    return true;
  }

  /** Whose bytes it holds. */
  long index() {
    return segment.get(JAVA_LONG, Format.INDEX);
  }

  /** The bytes it holds. */
  byte[] bytes() {
    return elements.toHeap(slot);
  }
}
