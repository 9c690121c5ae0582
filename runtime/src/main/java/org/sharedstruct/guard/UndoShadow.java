package org.sharedstruct.guard;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import org.sharedstruct.format.Geometry;

/**
 * Undo space for every element. An element's stamp says of which section its old bytes are: the odd value
 * of SEQ, which never comes again; so nothing has to be cleared.
 *
 * <pre>
 * S  1 SEQ = s + 1, store fence; then for each element, before it is first written:
 *    2 data to shadow   3 stamp = s + 1 (release), store fence   4 plain stores into the data
 * G  2 odd: the stamp is SEQ: copy the shadow; it is not: copy the data, acquire fence, and if the
 *      stamp is SEQ by then, again
 * R  1 shadow to data for each element whose stamp is SEQ
 * </pre>
 *
 * <p>The fence after S1: shadow and stamp of an element are used again, and a reader of the section before
 * must find SEQ changed. The release in S3: the stamp promises that the shadow is complete. The fence
 * after it: a reader that sees a store of S4 must find the stamp.
 */
final class UndoShadow extends Undo {

  private static final VarHandle STAMP = JAVA_LONG.varHandle();

  /** So many are admitted at once that stamps and old bytes stay in the cache meanwhile. */
  private static final int BLOCK = 1024;

  /** From an element to its old bytes. */
  private final long distance;

  private final long stamps;

  UndoShadow(Geometry geometry) {
    super(geometry);
    distance = geometry.shadowOffset() - geometry.payloadOffset();
    stamps = geometry.stampOffset();
  }

  @Override
  void open(MemorySegment segment, long index, long current) {
    Seqlock.open(segment, current);
    VarHandle.storeStoreFence(); // S1
    admit(segment, index);
  }

  @Override
  boolean admit(MemorySegment segment, long index) {
    long stamp = Seqlock.current(segment);
    if ((long) STAMP.get(segment, stamp(index)) != stamp) {
      save(segment, index, shadow(index)); // S2
      STAMP.setRelease(segment, stamp(index), stamp); // S3
      VarHandle.storeStoreFence();
    }
    return true;
  }

  /** S1 to S3 for some elements. No element has the stamp of a section that begins. */
  void openAll(MemorySegment segment, long first, long count) {
    Seqlock.open(segment);
    VarHandle.storeStoreFence(); // S1
    long stamp = Seqlock.current(segment);
    long end = first + count;
    for (long from = first; from < end; from += BLOCK) {
      admitFresh(segment, from, (int) Math.min(end - from, BLOCK), stamp);
    }
    VarHandle.storeStoreFence();
  }

  /** S2 and S3 for as many of some elements at once as are not admitted yet. */
  void admitAll(MemorySegment segment, long first, long count) {
    long stamp = Seqlock.current(segment);
    long end = first + count;
    for (long from = first; from < end;) {
      int fresh = freshFrom(segment, from, (int) Math.min(end - from, BLOCK), stamp);
      if (fresh == 0) {
        from++; // it is admitted
      } else {
        admitFresh(segment, from, fresh, stamp);
        from += fresh;
      }
    }
    VarHandle.storeStoreFence();
  }

  /** S2 and S3 without the last fence. One fence orders all stamps after all old bytes. */
  private void admitFresh(MemorySegment segment, long first, int count, long stamp) {
    saveAll(segment, first, count, shadow(first)); // S2
    VarHandle.storeStoreFence();
    long stampOfFirst = stamp(first);
    for (int i = 0; i < count; i++) {
      STAMP.set(segment, stampOfFirst + (long) i * Geometry.STAMP, stamp); // S3
    }
  }

  /** How many elements from one on are not admitted yet, before the first that is. */
  private int freshFrom(MemorySegment segment, long from, int most, long stamp) {
    long stampOfFirst = stamp(from);
    int fresh = 0;
    while (fresh < most
        && (long) STAMP.get(segment, stampOfFirst + (long) fresh * Geometry.STAMP) != stamp) {
      fresh++;
    }
    return fresh;
  }

  @Override
  void restore(MemorySegment segment) {
    long stamp = Seqlock.current(segment);
    for (long index = 0; index < length(); index++) {
      if ((long) STAMP.get(segment, stamp(index)) == stamp) {
        restore(segment, index, shadow(index));
      }
    }
  }

  @Override
  long source(MemorySegment segment, long stamp, long index) {
    return isStamped(segment, stamp, index) ? shadow(index) : offset(index);
  }

  @Override
  boolean isSettled(MemorySegment segment, long stamp, long index, long source) {
    return source != offset(index) || !isStamped(segment, stamp, index);
  }

  private boolean isStamped(MemorySegment segment, long stamp, long index) {
    return (long) STAMP.getAcquire(segment, stamp(index)) == stamp;
  }

  private long stamp(long index) {
    return stamps + index * Geometry.STAMP;
  }

  private long shadow(long index) {
    return offset(index) + distance;
  }
}
