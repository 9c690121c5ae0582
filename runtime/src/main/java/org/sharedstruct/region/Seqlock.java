package org.sharedstruct.region;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * The sequence of a region ({@link Format#SEQ}) and the undo copy it speaks for: a sequence lock that
 * readers validate against, and by which a section can be undone. Which thread may write it is not
 * decided here but by the lock.
 *
 * <p>The letters are those of {@link Guard}. Why each fence is there:
 *
 * <ul>
 *   <li>S1: the undo space is used again and again. A reader still copying it for the section before
 *       must find SEQ changed (G4); so that section's {@code SEQ = s + 2} comes before the new copy.
 *   <li>S3: odd promises that the undo copy is complete; release puts the copy before it.
 *   <li>S4: a reader that sees a store of S5 must find SEQ odd; without the fence the compiler may move
 *       a store of S5 up, even where the processor would not.
 *   <li>C2, X2, R2: whoever sees even sees the data of that commit; release puts the stores before it.
 *   <li>1.2: as S1, for the commit before. A store of at most 8 aligned bytes is whole by itself; until
 *       step 4 a snapshot may hold either value, and both are a state that was committed.
 *   <li>G3: acquire orders the first load of SEQ before the copy, the fence the copy before the second.
 * </ul>
 */
final class Seqlock {

  private static final VarHandle SEQ = JAVA_LONG.varHandle();

  private final MemorySegment segment;
  private final Elements elements;

  Seqlock(MemorySegment segment, Elements elements) {
    this.segment = segment;
    this.elements = elements;
  }

  /** S1 to S4: keeps a copy of an element and marks it as being written. */
  void open(long index) {
    VarHandle.storeStoreFence();
    elements.save(index);
    segment.set(JAVA_LONG, Format.INDEX, index);
    SEQ.setRelease(segment, Format.SEQ, current() + 1);
    VarHandle.storeStoreFence();
  }

  /** C2: what was written since {@link #open} stands. */
  void close() {
    SEQ.setRelease(segment, Format.SEQ, current() + 1);
  }

  /** R and X: what was written since {@link #open}, by whomever, is undone. */
  void undo() {
    elements.restore(segment.get(JAVA_LONG, Format.INDEX));
    SEQ.setRelease(segment, Format.SEQ, current() + 1);
  }

  /** 1.2: what has to stand before a single store. */
  void beforeStore() {
    VarHandle.storeStoreFence();
  }

  /** 1.4: a single store was made. */
  void afterStore() {
    SEQ.setRelease(segment, Format.SEQ, current() + 2);
  }

  /** A5: a commit without content, for whoever waits for one that a dead owner may have made. */
  void touch() {
    afterStore();
  }

  /** Whether a section is open; only the owner of the lock gets an answer that lasts. */
  boolean isOpen() {
    return (current() & 1) != 0;
  }

  private long current() {
    return (long) SEQ.get(segment, Format.SEQ);
  }

  /** G1: the stamp under which the following reads are made. */
  long stamp() {
    return (long) SEQ.getAcquire(segment, Format.SEQ);
  }

  /** Whether an odd stamp speaks of this element. */
  boolean isBeingWritten(long index) {
    return segment.get(JAVA_LONG, Format.INDEX) == index;
  }

  /** G3 and G4: whether what was read since the stamp is all of one commit. */
  boolean isValid(long stamp) {
    VarHandle.acquireFence();
    return (long) SEQ.getOpaque(segment, Format.SEQ) == stamp;
  }
}
