package org.sharedstruct.region;

import java.lang.foreign.MemorySegment;

/**
 * Keeps the payload of a region consistent for everyone who goes through a guarded view: the lock, the
 * write section with its undo copy, and the optimistic read. One guard belongs to one handle; guards of
 * other handles and processes meet it in {@code LOCK}, {@code SEQ}, {@code INDEX} and the undo space.
 *
 * <p>The protocol; its letters are used beside the code. {@code s} is an even value of SEQ.
 *
 * <pre>
 * A  acquire          1 if this thread is the holder: depth + 1, done
 *                     2 LOCK: compare-and-set 0 to me
 *                     3 if it is another's and its participant is dead: compare-and-set that word to me
 *                     4 if it is alive: wait, and from 2
 *                     5 if SEQ is odd, its writer is gone: R; if the owner was dead, SEQ = s + 2.
 *                       The caller gets the lock only then
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
 * <p>{@link Seqlock} says why each fence is there. A single struct's section lasts as long as the hold,
 * so that everything written under {@code lock()} is one commit. An array has undo space for one
 * element: each element's section ends with the operation that opened it.
 */
public final class Guard {

  private final MemorySegment segment;
  private final Object name;
  private final boolean array;
  private final Elements elements;
  private final Seqlock sequence;
  private final Hold hold;

  /*
   * The section, written by the holder alone: whether one is open, for which element, and at which
   * depth of the hold it ends.
   */
  private boolean open;
  private long openIndex;
  private int openDepth;
  private Savepoint savepoint;

  /** What an element held when a nested update began, to be restored if that one alone fails. */
  private record Savepoint(int depth, byte[] bytes, Savepoint outer) {}

  Guard(MemorySegment segment, LockWord word, Header.Contents contents, Object name) {
    Geometry geometry = contents.geometry();
    this.segment = segment;
    this.name = name;
    array = geometry.isArray();
    elements = new Elements(segment, geometry, name);
    sequence = new Seqlock(segment, elements);
    hold = new Hold(word, contents.id(), name);
  }

  // A, acquire

  void acquire() {
    if (!hold.reenter()) {
      acquireFirst();
    }
  }

  private void acquireFirst() {
    try {
      if (!take()) {
        awaitUninterruptibly();
      }
    } catch (RuntimeException | InternalError failure) {
      throw explain(failure);
    }
  }

  private boolean take() {
    return hold.tryEnter() && recovered(false);
  }

  private boolean takeFromDead() {
    return hold.tryEnterForDead() && recovered(true);
  }

  private boolean recovered(boolean ownerDied) {
    try {
      recover(ownerDied);
    } catch (RuntimeException | Error failure) {
      hold.leave();
      throw failure;
    }
    return true;
  }

  /** A5. A section that is open although nobody is in was left by someone who died, or was closed. */
  private void recover(boolean ownerDied) {
    if (sequence.isOpen()) {
      sequence.undo();
    } else if (ownerDied) {
      sequence.touch();
    }
  }

  private void awaitUninterruptibly() {
    Backoff backoff = new Backoff();
    boolean interrupted = false;
    do {
      backoff.pause(Long.MAX_VALUE);
      interrupted |= Thread.interrupted();
    } while (!takeAfter(backoff));
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean takeAfter(Backoff backoff) {
    if (take()) {
      return true;
    }
    if (!backoff.isLong()) {
      return false;
    }
    hold.refuseToWaitForMyself();
    return takeFromDead();
  }

  boolean tryAcquire() {
    try {
      return hold.reenter() || take() || takeFromDead();
    } catch (RuntimeException | InternalError failure) {
      throw explain(failure);
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
      if (tryAcquireAfter(backoff)) {
        return true;
      }
    }
    return false;
  }

  private boolean tryAcquireAfter(Backoff backoff) {
    try {
      return takeAfter(backoff);
    } catch (RuntimeException | InternalError failure) {
      throw explain(failure);
    }
  }

  // U, unlock

  void release() {
    hold.requireMine();
    if (hold.depth() > 1) {
      hold.leaveInner();
      openDepth = Math.min(openDepth, hold.depth());
      return;
    }
    try {
      if (open) {
        closeSection();
      }
    } finally {
      savepoint = null;
      hold.leave();
    }
  }

  boolean isHeldByCurrentThread() {
    return hold.isMine();
  }

  boolean isLocked() {
    try {
      return hold.isTaken();
    } catch (RuntimeException | InternalError failure) {
      throw explain(failure);
    }
  }

  /**
   * Lets nobody write through this guard from now on.
   *
   * @throws IllegalStateException if a thread holds the lock through it; nothing changes then
   */
  void shut() {
    hold.shut();
  }

  // S, C and X: the section

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
    if (savepoint != null && savepoint.depth == hold.depth()) {
      savepoint = savepoint.outer;
    }
    endOperation();
  }

  /** Undoes what was written since {@link #begin}, and ends it. */
  public void rollback() {
    if (!hold.isMine()) {
      return; // the commit itself failed, and gave the lock back
    }
    if (savepoint != null && savepoint.depth == hold.depth()) {
      elements.set(openIndex, savepoint.bytes);
      savepoint = savepoint.outer;
    } else if (open && openDepth == hold.depth()) {
      open = false;
      sequence.undo();
    }
    release();
  }

  private void endOperation() {
    if (array && open && openDepth == hold.depth()) {
      closeSection();
    }
    release();
  }

  private void openSection(long index) {
    sequence.open(index);
    open = true;
    openIndex = index;
    openDepth = hold.depth();
  }

  private void join(long index) {
    requireOpen(index);
    savepoint = new Savepoint(hold.depth(), elements.copyOf(index), savepoint);
  }

  private void requireOpen(long index) {
    if (index != openIndex) {
      throw new IllegalStateException("element %d of %s cannot be written inside an update of element %d"
          .formatted(index, name, openIndex));
    }
  }

  private void closeSection() {
    open = false;
    if (!hold.isIntact()) {
      throw new IllegalMonitorStateException("the lock of %s was lost while %s wrote; nothing is committed"
          .formatted(name, Thread.currentThread()));
    }
    sequence.close();
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
      beforeStore(index);
      elements.put(elements.offset(index) + at, width, bits);
    } catch (RuntimeException | Error failure) {
      release();
      throw failure;
    }
    if (open) {
      endOperation();
    } else {
      sequence.afterStore();
      release();
    }
  }

  private void beforeStore(long index) {
    if (open) {
      requireOpen(index);
    } else if (array || hold.depth() == 1) {
      sequence.beforeStore();
    } else {
      openSection(index);
    }
  }

  // G, read

  /** G1: the stamp under which the following reads are made. */
  public long stamp() {
    return sequence.stamp();
  }

  /**
   * G2: where the committed bytes of an element lie.
   *
   * @param stamp from {@link #stamp()}
   * @param index the element, within bounds
   * @return a byte offset in the segment
   */
  public long source(long stamp, long index) {
    return (stamp & 1) == 0 ? elements.offset(index) : sourceInSection(index);
  }

  private long sourceInSection(long index) {
    boolean inPlace = hold.isMine() || !sequence.isBeingWritten(index);
    return inPlace ? elements.offset(index) : elements.undoOffset();
  }

  /** G3 and G4: whether what was read since {@link #stamp()} is all of one commit. */
  public boolean valid(long stamp) {
    return sequence.isValid(stamp);
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
        long bits = elements.get(source(stamp, index) + at, width);
        if (valid(stamp)) {
          return bits;
        }
        Thread.onSpinWait();
      }
    } catch (RuntimeException | InternalError failure) {
      throw explain(failure);
    }
  }

  /** Byte offset of an element in the segment, in place. */
  public long data(long index) {
    return elements.offset(index);
  }

  /** Half of SEQ: grows with every commit. */
  public long version() {
    try {
      return stamp() >>> 1;
    } catch (RuntimeException | InternalError failure) {
      throw explain(failure);
    }
  }

  /**
   * Waits until the version is another one.
   *
   * @param version the version already seen
   * @param nanos how long at most
   * @return the version at the end, equal to the given one if the time ran out
   */
  public long awaitChange(long version, long nanos) {
    if (hold.isMine()) {
      throw new IllegalStateException("the holder of the lock of " + name + " cannot wait for a commit");
    }
    long start = System.nanoTime();
    Backoff backoff = new Backoff();
    boolean interrupted = false;
    long now = version();
    for (long left = nanos; now == version && left > 0; left = nanos - (System.nanoTime() - start)) {
      backoff.pause(left);
      interrupted |= Thread.interrupted();
      now = version();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return now;
  }

  private RuntimeException explain(Throwable failure) {
    return Faults.explain(failure, segment, name);
  }
}
