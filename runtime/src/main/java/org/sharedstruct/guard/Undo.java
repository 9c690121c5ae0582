package org.sharedstruct.guard;

import java.lang.foreign.MemorySegment;
import org.sharedstruct.format.Geometry;

/**
 * Elements, and where their old bytes are kept while a section writes them. The open section is described
 * in the file alone, so that whoever comes after a dead owner can undo it.
 */
abstract sealed class Undo extends Elements permits UndoSlot, UndoShadow {

  Undo(Geometry geometry) {
    super(geometry);
  }

  /**
   * S2 to S4 for one element, which may be written then.
   *
   * @param current the value of SEQ, which the owner of the lock has read after the fence of S1
   */
  abstract void open(MemorySegment segment, long index, long current);

  /**
   * Makes one more element writable in the open section.
   *
   * @return false if there is no room for its old bytes beside what is kept already
   */
  abstract boolean admit(MemorySegment segment, long index);

  /** R1, X1: the old bytes go back to where they were. */
  abstract void restore(MemorySegment segment);

  /** G2 for an odd stamp of another's section: where the committed bytes of an element lie. */
  abstract long source(MemorySegment segment, long stamp, long index);

  /**
   * Whether a source given for an odd stamp was still right after it was read; the sequence need not
   * have moved if not. To be asked after an acquire fence.
   */
  abstract boolean isSettled(MemorySegment segment, long stamp, long index, long source);
}
