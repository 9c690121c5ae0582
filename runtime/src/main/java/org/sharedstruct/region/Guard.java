package org.sharedstruct.region;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the payload of a region consistent for everyone who goes through a guarded view: the lock, the
 * write section with its undo copy, and the optimistic read. One guard belongs to one handle; guards of
 * other handles and processes meet it in {@code LOCK}, {@code SEQ}, {@code INDEX} and the undo space.
 *
 * <p>The steps below carry the letters used beside the code. {@code s} is an even value of SEQ.
 *
 * <pre>
 * A  acquire          1 if this thread is the holder: depth + 1, done
 *                     2 LOCK: compare-and-set 0 to me, waiting while it is another's
 *                     3 if SEQ is odd, its writer is gone: R. The caller gets the lock only then
 * R  recover          1 undo to data   2 SEQ = s + 2 (release). Whoever dies in it leaves SEQ odd
 * S  open a section   1 store fence    2 data to undo, INDEX   3 SEQ = s + 1 (release)
 *                     4 store fence    5 plain stores into the data
 * C  commit           1 LOCK is still me, or nothing is written   2 SEQ = s + 2 (release)
 * X  roll back        1 undo to data   2 SEQ = s + 2 (release), never back to s
 * 1  single store     1 A   2 store fence   3 one plain store   4 SEQ = s + 2 (release)
 * U  unlock           1 C if the section is still open   2 LOCK = 0 (volatile)
 * G  read             1 s = SEQ (acquire)   2 even, or odd by this thread: copy the data;
 *                       odd: copy the undo side   3 acquire fence   4 SEQ is still s, or again
 * </pre>
 *
 * <p>Why each fence is there:
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
 *
 * <p>A single struct's section lasts as long as the hold, so that everything written under {@code
 * lock()} is one commit. An array has undo space for one element: each element's section ends with the
 * call that opened it.
 */
public final class Guard {

  private static final VarHandle SEQ = JAVA_LONG.varHandle();

  /** From this size on a bulk copy costs less than copying field by field. */
  private static final long BULK = 256;

  private final MemorySegment segment;
  private final LockWord word;
  private final Object name;
  private final boolean array;
  private final long payload;
  private final long stride;
  private final long length;
  private final long undo;
  private final int grain;
  private final int unit;

  /** True once the handle is being closed: whoever then takes LOCK gives it back at once. */
  private volatile boolean closing;

  /*
   * Written by the thread that owns LOCK alone. Another thread may read holder at any time: it can only
   * find itself there if it wrote that itself and has not unlocked since.
   */
  private Thread holder;
  private int depth;

  /** Whether a section is open, for which element, and which depth of the hold it ends with. */
  private boolean open;
  private long openIndex;
  private int openDepth;
  private Savepoint savepoint;

  /** What an element held when a nested update began, to be restored if that one alone fails. */
  private record Savepoint(int depth, byte[] bytes, Savepoint outer) {}

  Guard(MemorySegment segment, LockWord word, Geometry geometry, Object name) {
    this.segment = segment;
    this.word = word;
    this.name = name;
    array = geometry.isArray();
    payload = geometry.payloadOffset();
    stride = geometry.stride();
    length = geometry.length();
    undo = geometry.undoOffset();
    grain = grain(geometry.schema());
    unit = (int) Math.min(Long.BYTES, geometry.schema().alignment());
  }

  /**
   * The widest access of which every field is a multiple. The undo copy goes by it, since loading 8
   * bytes right after two stores of 4 waits for both to leave the store buffer.
   */
  private static int grain(Schema schema) {
    long bits = Long.BYTES;
    for (Schema.Member member : schema.members()) {
      bits |= member.offset() | member.size();
    }
    return (int) Long.lowestOneBit(bits);
  }

  // A, acquire

  void acquire() {
    Thread me = Thread.currentThread();
    if (holder == me) {
      depth++;
    } else {
      takeOrWait(me);
    }
  }

  private void takeOrWait(Thread me) {
    try {
      if (!take(me)) {
        awaitUninterruptibly(me);
      }
    } catch (RuntimeException | InternalError failure) {
      throw Faults.explain(failure, segment, name);
    }
  }

  private boolean take(Thread me) {
    if (!word.tryTake(word.of(me))) {
      return false;
    }
    if (closing) {
      word.free();
      throw new IllegalStateException(name + " is closed");
    }
    holder = me;
    depth = 1;
    if ((sequence() & 1) != 0) {
      recover();
    }
    return true;
  }

  private void awaitUninterruptibly(Thread me) {
    Backoff backoff = new Backoff();
    boolean interrupted = false;
    do {
      backoff.pause(Long.MAX_VALUE);
      interrupted |= Thread.interrupted();
    } while (!take(me));
    if (interrupted) {
      me.interrupt();
    }
  }

  boolean tryAcquire() {
    Thread me = Thread.currentThread();
    if (holder == me) {
      depth++;
      return true;
    }
    try {
      return take(me);
    } catch (RuntimeException | InternalError failure) {
      throw Faults.explain(failure, segment, name);
    }
  }

  /** Waits at most {@code nanos}, and no longer than until an interrupt. */
  boolean tryAcquire(long nanos) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (tryAcquire()) {
      return true;
    }
    long start = System.nanoTime();
    Backoff backoff = new Backoff();
    for (long left = nanos; left > 0; left = nanos - (System.nanoTime() - start)) {
      backoff.pause(left);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (tryAcquire()) {
        return true;
      }
    }
    return false;
  }

  // U, unlock

  void release() {
    if (holder != Thread.currentThread()) {
      throw new IllegalMonitorStateException(
          Thread.currentThread() + " does not hold the lock of " + name);
    }
    if (depth > 1) {
      depth--;
      openDepth = Math.min(openDepth, depth);
      return;
    }
    try {
      if (open) {
        closeSection();
      }
    } finally {
      open = false;
      savepoint = null;
      depth = 0;
      holder = null;
      if (word.current() == word.of(Thread.currentThread())) {
        word.free();
      }
    }
  }

  boolean isHeldByCurrentThread() {
    return holder == Thread.currentThread();
  }

  boolean isLocked() {
    try {
      return word.current() != 0;
    } catch (RuntimeException | InternalError failure) {
      throw Faults.explain(failure, segment, name);
    }
  }

  /**
   * Lets nobody in through this handle from now on. Taking LOCK comes before reading {@code closing},
   * and here writing it before reading LOCK: either the taker sees that the handle closes, or this
   * method sees the taker.
   *
   * @throws IllegalStateException if a thread holds the lock through this handle; it stays open
   */
  void shut() {
    closing = true;
    while (word.isMine()) {
      Thread owner = holder;
      if (owner != null) {
        closing = false;
        throw new IllegalStateException(name + " cannot be closed: " + owner + " holds its lock");
      }
      Thread.onSpinWait();
    }
  }

  // S, C, X and R: the section

  /**
   * Takes the lock and opens a section for one element, or joins the one that is open.
   *
   * @param index the element, within bounds; 0 for a single struct
   */
  public void begin(long index) {
    acquire();
    try {
      if (open) {
        join(index);
      } else {
        openSection(index);
      }
    } catch (RuntimeException | Error failure) {
      release();
      throw failure;
    }
  }

  /** Ends what {@link #begin} began: the commit, if nothing around it is still going on. */
  public void commit() {
    if (savepoint != null && savepoint.depth == depth) {
      savepoint = savepoint.outer;
    }
    endOperation();
  }

  /** Undoes what was written since {@link #begin}, and ends it. */
  public void rollback() {
    if (holder != Thread.currentThread()) {
      return;
    }
    if (savepoint != null && savepoint.depth == depth) {
      copy(MemorySegment.ofArray(savepoint.bytes), 0, segment, data(openIndex), 1);
      savepoint = savepoint.outer;
    } else if (open && openDepth == depth) {
      restore(openIndex);
      open = false;
      SEQ.setRelease(segment, Format.SEQ, sequence() + 1);
    }
    release();
  }

  private void endOperation() {
    if (array && open && openDepth == depth) {
      closeSection();
    }
    release();
  }

  private void openSection(long index) {
    VarHandle.storeStoreFence();
    copy(segment, data(index), segment, undo, grain);
    segment.set(JAVA_LONG, Format.INDEX, index);
    SEQ.setRelease(segment, Format.SEQ, sequence() + 1);
    VarHandle.storeStoreFence();
    open = true;
    openIndex = index;
    openDepth = depth;
  }

  private void join(long index) {
    requireOpen(index);
    byte[] bytes = new byte[Math.toIntExact(stride)];
    MemorySegment.copy(segment, JAVA_BYTE, data(index), bytes, 0, bytes.length);
    savepoint = new Savepoint(depth, bytes, savepoint);
  }

  private void requireOpen(long index) {
    if (index != openIndex) {
      throw new IllegalStateException("element %d of %s cannot be written inside an update of element %d"
          .formatted(index, name, openIndex));
    }
  }

  private void closeSection() {
    open = false;
    if (word.current() != word.of(holder)) {
      throw new IllegalMonitorStateException(
          "the lock of " + name + " was lost while " + holder + " wrote; the update did not take place");
    }
    SEQ.setRelease(segment, Format.SEQ, sequence() + 1);
  }

  private void recover() {
    restore(Math.clamp(segment.get(JAVA_LONG, Format.INDEX), 0, length - 1));
    SEQ.setRelease(segment, Format.SEQ, sequence() + 1);
  }

  private void restore(long index) {
    copy(segment, undo, segment, data(index), unit);
  }

  // 1, a single store

  /**
   * Stores one aligned field of 1, 2, 4 or 8 bytes, which needs no undo copy of its own.
   *
   * @param index the element, within bounds; 0 for a single struct
   * @param at byte offset in the element
   * @param width bytes of the field
   * @param bits the value; bits beyond the width are ignored
   */
  public void store(long index, long at, int width, long bits) {
    acquire();
    try {
      if (depth > 1) {
        joinStore(index);
      } else {
        VarHandle.storeStoreFence();
      }
      put(data(index) + at, width, bits);
    } catch (RuntimeException | Error failure) {
      release();
      throw failure;
    }
    if (open) {
      endOperation();
    } else {
      SEQ.setRelease(segment, Format.SEQ, sequence() + 2);
      release();
    }
  }

  private void joinStore(long index) {
    if (open) {
      requireOpen(index);
    } else if (array) {
      VarHandle.storeStoreFence();
    } else {
      openSection(index);
    }
  }

  private void put(long offset, int width, long bits) {
    switch (width) {
      case Long.BYTES -> segment.set(JAVA_LONG, offset, bits);
      case Integer.BYTES -> segment.set(JAVA_INT, offset, (int) bits);
      case Short.BYTES -> segment.set(JAVA_SHORT, offset, (short) bits);
      default -> segment.set(JAVA_BYTE, offset, (byte) bits);
    }
  }

  // G, read

  /** G1: the stamp under which the following reads are made. */
  public long stamp() {
    return (long) SEQ.getAcquire(segment, Format.SEQ);
  }

  /**
   * G2: where the committed bytes of an element lie.
   *
   * @param stamp from {@link #stamp()}
   * @param index the element, within bounds
   * @return a byte offset in the segment
   */
  public long source(long stamp, long index) {
    return (stamp & 1) == 0 ? data(index) : sourceInSection(index);
  }

  private long sourceInSection(long index) {
    if (holder == Thread.currentThread() || segment.get(JAVA_LONG, Format.INDEX) != index) {
      return data(index);
    }
    return undo;
  }

  /** G3 and G4: whether what was read since {@link #stamp()} is all of one commit. */
  public boolean valid(long stamp) {
    VarHandle.acquireFence();
    return (long) SEQ.getOpaque(segment, Format.SEQ) == stamp;
  }

  /** Half of SEQ: grows with every commit. */
  public long version() {
    return stampOrFault() >>> 1;
  }

  /**
   * Waits until the version is another one.
   *
   * @param version the version already seen
   * @param nanos how long at most
   * @return the version at the end, equal to the given one if the time ran out
   */
  public long awaitChange(long version, long nanos) {
    if (isHeldByCurrentThread()) {
      throw new IllegalStateException("the holder of the lock of " + name + " cannot wait for a commit");
    }
    long start = System.nanoTime();
    Backoff backoff = new Backoff();
    boolean interrupted = false;
    long now = version();
    for (long left = nanos; now == version && left > 0; left = nanos - (System.nanoTime() - start)) {
      backoff.pause(Math.min(left, TimeUnit.MILLISECONDS.toNanos(1)));
      interrupted |= Thread.interrupted();
      now = version();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return now;
  }

  private long stampOrFault() {
    try {
      return stamp();
    } catch (RuntimeException | InternalError failure) {
      throw Faults.explain(failure, segment, name);
    }
  }

  /**
   * G for one aligned field of 1, 2, 4 or 8 bytes.
   *
   * @param index the element, within bounds
   * @param at byte offset in the element
   * @param width bytes of the field
   * @return its bits, sign-extended
   */
  public long read(long index, long at, int width) {
    try {
      for (;;) {
        long stamp = stamp();
        long bits = load(source(stamp, index) + at, width);
        if (valid(stamp)) {
          return bits;
        }
        Thread.onSpinWait();
      }
    } catch (RuntimeException | InternalError failure) {
      throw Faults.explain(failure, segment, name);
    }
  }

  private long load(long offset, int width) {
    return switch (width) {
      case Long.BYTES -> segment.get(JAVA_LONG, offset);
      case Integer.BYTES -> segment.get(JAVA_INT, offset);
      case Short.BYTES -> segment.get(JAVA_SHORT, offset);
      default -> segment.get(JAVA_BYTE, offset);
    };
  }

  /** Byte offset of an element in the segment. */
  public long data(long index) {
    return payload + index * stride;
  }

  private long sequence() {
    return (long) SEQ.get(segment, Format.SEQ);
  }

  /** Copies one element, at least {@code width} bytes at a time, so that no field of that width tears. */
  private void copy(MemorySegment from, long fromOffset, MemorySegment to, long toOffset, int width) {
    if (width == 1 || stride >= BULK) {
      MemorySegment.copy(from, fromOffset, to, toOffset, stride);
      return;
    }
    for (long at = 0; at < stride; at += width) {
      switch (width) {
        case Long.BYTES -> to.set(JAVA_LONG, toOffset + at, from.get(JAVA_LONG, fromOffset + at));
        case Integer.BYTES -> to.set(JAVA_INT, toOffset + at, from.get(JAVA_INT, fromOffset + at));
        default -> to.set(JAVA_SHORT, toOffset + at, from.get(JAVA_SHORT, fromOffset + at));
      }
    }
  }
}
