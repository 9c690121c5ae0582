package org.sharedstruct.guard;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import org.sharedstruct.format.Format;

/**
 * The sequence of a region ({@link Format#SEQ}): even while the data is a commit, odd while a section is
 * open, and never the same again. Which thread may write it is not decided here but by the lock.
 *
 * <p>The letters are those of {@link Guard}. Why each fence is there, in the order of the letters:
 *
 * <ul>
 *   <li>S1: the undo space is used again and again. A reader still copying it for the section before
 *       must find SEQ changed (G4); so that section's even SEQ comes before the new copy.
 *   <li>S3: odd promises that the undo copy is complete; release puts the copy before it.
 *   <li>S4: a reader that sees a store of S5 must find SEQ odd; without the fence the compiler may move
 *       a store of S5 up, even where the processor would not.
 *   <li>C2, X2, R2: whoever sees even sees the data of that commit; release puts the stores before it.
 *   <li>1.2: as S1, for the commit before. A store of at most 8 aligned bytes is whole by itself; until
 *       step 4 a snapshot may hold either value, and both are a state that was committed.
 *   <li>G3: one acquire fence orders the first load of SEQ before the copy, one the copy before the second.
 * </ul>
 *
 * <p>The steps go to the next odd or even number, in place of adding one. It is the same as long as the
 * lock is the writer's own; one that has lost it without knowing must not make a section seem open that
 * is not, since the next owner would undo a commit.
 */
final class Seqlock {

  private static final VarHandle SEQ = JAVA_LONG.varHandle();

  /** What SEQ is in some section. */
  static final long ODD = 1;

  private Seqlock() {}

  /** S1 or 1.2, and the value as the holder of the lock sees it. */
  static long fencedCurrent(MemorySegment segment) {
    VarHandle.storeStoreFence();
    return currentAfterFence(segment);
  }

  /** The value as the holder of the lock sees it. */
  static long currentAfterFence(MemorySegment segment) {
    return segment.get(JAVA_LONG_UNALIGNED, Format.SEQ);
  }

  /** S3: a section is open. */
  static void open(MemorySegment segment) {
    open(segment, current(segment));
  }

  /** S3, where the holder of the lock has read the value before. */
  static void open(MemorySegment segment, long current) {
    VarHandle.releaseFence();
    segment.set(JAVA_LONG_UNALIGNED, Format.SEQ, current + 1 | 1);
  }

  /** C2, X2, R2: it is closed. */
  static void close(MemorySegment segment) {
    SEQ.setRelease(segment, Format.SEQ, (current(segment) | 1) + 1);
  }

  /** 1.4, where the holder of the lock has read the value before. */
  static void close(MemorySegment segment, long before) {
    VarHandle.releaseFence();
    closeFenced(segment, before);
  }

  /** C2 after a release fence, where the holder of the lock knows the value before the section. */
  static void closeFenced(MemorySegment segment, long before) {
    segment.set(JAVA_LONG_UNALIGNED, Format.SEQ, before + 2);
  }

  /** 1.4, A5: a commit of a single store, or of nothing. */
  static void bump(MemorySegment segment) {
    SEQ.setRelease(segment, Format.SEQ, current(segment) + 2);
  }

  /** Whether a section is open; only the owner of the lock gets an answer that lasts. */
  static boolean isOpen(MemorySegment segment) {
    return isOdd(current(segment));
  }

  /** The value as the owner of the lock sees it. */
  static long current(MemorySegment segment) {
    return (long) SEQ.get(segment, Format.SEQ);
  }

  /** G1: the stamp under which the following reads are made. */
  static long stamp(MemorySegment segment) {
    long stamp = segment.get(JAVA_LONG_UNALIGNED, Format.SEQ);
    VarHandle.acquireFence();
    return stamp;
  }

  /** Whether a section was open then. */
  static boolean isOdd(long stamp) {
    return (stamp & 1) != 0;
  }

  /** G4, after an acquire fence: whether what was read since the stamp is all of one commit. */
  static boolean isStill(MemorySegment segment, long stamp) {
    return segment.get(JAVA_LONG_UNALIGNED, Format.SEQ) == stamp;
  }
}
