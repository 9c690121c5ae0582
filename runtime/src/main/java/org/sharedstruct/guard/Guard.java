package org.sharedstruct.guard;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.sharedstruct.OwnerDiedException;
import org.sharedstruct.SharedLock;
import org.sharedstruct.format.Format;
import org.sharedstruct.format.Geometry;

/**
 * Keeps the payload of a region consistent for everyone who goes through a guarded view: the lock, the
 * write section with its undo copy, and the optimistic read. One guard belongs to one handle; guards of
 * other handles and processes meet it in the words of {@link Format} and the undo space.
 *
 * <p>The protocol; its letters are used beside the code. {@code s} is an even value of SEQ.
 *
 * <pre>
 * A  acquire          1 if this thread is the holder: depth + 1, done
 *                     2 LOCK: compare-and-set 0 to me
 *                     3 if it is another's and its participant is dead: compare-and-set that word to me
 *                     4 if it is alive: W, and from 2
 *                     5 if SEQ is odd, its writer is gone: R; if the owner was dead, SEQ = s + 2;
 *                       if DIRTY, give it back and throw. The caller gets the lock only then
 * R  recover          1 undo to data   2 SEQ = s + 2 (release). A death in it leaves SEQ odd
 * S  open a section   1 store fence    2 data to undo, INDEX   3 SEQ = s + 1 (release)
 *                     4 store fence    5 plain stores into the data
 * C  commit           1 LOCK is still me, or nothing is written   2 SEQ = s + 2 (release)
 * X  roll back        1 undo to data   2 SEQ = s + 2 (release), never back to s
 * 1  single store     1 A   2 store fence   3 one plain store   4 SEQ = s + 2 (release)
 * U  unlock           1 C if the section is still open; LOCK: compare-and-set me to 0
 *                     2 look at SLEEPERS   3 if not zero: SLEEPERS = 0; for each kind of sleepers
 *                       count its event, then wake: one for the lock, all for a commit
 * W  sleep            1 read the event count   2 set the bit in SLEEPERS   3 look again whether there
 *                       is still something to wait for, and whether the owner lives
 *                     4 sleep while the event count is the same, for a slice at most   5 from 1
 * G  read             1 s = SEQ (acquire)   2 even, or odd by this thread: copy the data;
 *                       odd: copy the undo side   3 acquire fence   4 SEQ is still s, or again
 * M  writer session   1 A; then for each operation   2 LOCK is still me, or nothing is written
 *                     3 S and C, or X, or 1 without A   4 look at SLEEPERS; if someone sleeps for a
 *                       commit, as U3 for those   5 at last U
 * D  adopt            a hold is lost: its thread has ended, or has unwound past it and noted that (N)
 *                     1 one thread of the process at a time   2 SEQ odd: R, even: SEQ = s + 2
 *                       (release); what the journal has kept goes back, each element as S, X
 *                     3 DIRTY = 0, if all is undone   4 holder = 0, then the note   5 U
 * </pre>
 *
 * <p>{@link Hold} says when a hold is lost and who adopts it, {@link Seqlock} why each fence is there, {@link
 * Sleepers} why no wake-up is lost, {@link UndoShadow} how S, R and G are for an array that is atomic as a
 * whole, {@link ParticipantTable} who is who.
 *
 * <p>The segment is passed on from step to step, and kept by none: so the compiler sees that all of them
 * access the same one, and does not check it again for each.
 */
public final class Guard {

  /** How often elements are copied in the hope that all are of one moment. */
  private static final int COPIES = 64;

  private final MemorySegment segment;
  private final Object name;
  private final LockWord word;
  private final Hold hold;
  private final Section section;
  private final Undo undo;
  private final Mutex mutex;
  private final Updates updates;
  private final Unannounced unannounced = new Unannounced();

  /**
   * Guards a region.
   *
   * @param segment the whole mapped file
   * @param geometry what lies where in it
   * @param region names it among all regions
   * @param participants who I am, and who lives
   * @param lockTimeoutNanos how long any operation waits for the lock; {@link Long#MAX_VALUE}: as
   *     long as it takes
   * @param name of the region, for messages
   */
  public Guard(MemorySegment segment, Geometry geometry, long region, Participants participants,
      long lockTimeoutNanos, Object name) {
    this(segment, geometry, region, participants, name, lockTimeoutNanos);
    if (word.participant() != 0) {
      Rehearsal.once();
      Watch.add(region, word.participant(), this);
    }
  }

  /** One that nobody looks after. */
  Guard(MemorySegment segment, Geometry geometry, long region, Participants participants, Object name,
      long lockTimeoutNanos) {
    this.segment = segment;
    this.name = name;
    word = new LockWord(participants);
    hold = new Hold(word, name);
    section = new Section(geometry, hold, name);
    undo = section.undo();
    mutex = new Mutex(hold, section, word, region, lockTimeoutNanos, name);
    updates = new Updates(segment, hold, section, mutex, name);
  }

  /** What writes. */
  public Updates updates() {
    return updates;
  }

  // A and U

  void acquire() {
    try {
      mutex.acquire(segment, false);
    } catch (RuntimeException | InternalError failure) {
      throw explain(failure);
    }
  }

  void acquireInterruptibly() throws InterruptedException {
    try {
      mutex.acquireInterruptibly(segment);
    } catch (RuntimeException | InternalError failure) {
      throw explain(failure);
    }
  }

  boolean tryAcquire() {
    try {
      return mutex.tryAcquire(segment, false);
    } catch (RuntimeException | InternalError failure) {
      throw explain(failure);
    }
  }

  /** Waits at most {@code nanos}, and no longer than until an interrupt. */
  boolean tryAcquire(long nanos) throws InterruptedException {
    try {
      return mutex.tryAcquire(segment, nanos);
    } catch (RuntimeException | InternalError failure) {
      throw explain(failure);
    }
  }

  void release() {
    updates.release();
  }

  boolean isHeldByCurrentThread() {
    return hold.isMine();
  }

  /** Who holds the lock; nobody if it is free, or was left by a dead owner and nobody has come since. */
  Optional<SharedLock.Holder> holder() {
    try {
      long owner = LockWord.current(segment);
      return owner == 0 ? Optional.empty() : Optional.of(word.holder(segment, owner));
    } catch (RuntimeException | InternalError failure) {
      throw explain(failure);
    }
  }

  /** The thread that holds the lock through this guard, as far as another one can see; null: none. */
  Thread holdingThread() {
    return hold.holder();
  }

  /** Marks the hold of this thread as lost. */
  void lose() {
    hold.lose();
  }

  /** Ends a hold of this guard whose thread has ended, or has unwound past it. */
  boolean adoptIfLost() {
    return mutex.adopt(segment, false);
  }

  /** {@link #adoptIfLost}, also if the thread waits for the end of this JVM; and what else was left undone. */
  void lookAfter() {
    mutex.help();
    mutex.adopt(segment, true);
  }

  /**
   * Lets nobody write through this guard from now on.
   *
   * @throws IllegalStateException if a thread holds the lock through it; nothing changes then
   * @throws InternalError if the file was truncated
   */
  public void shut() {
    hold.shut(segment, () -> mutex.adopt(segment, true));
  }

  /** Takes {@link #shut} back: the memory could not be unmapped, and all goes on as before. */
  public void reopen() {
    hold.reopen();
  }

  /**
   * Takes a participant that has left out of the words that name it, and wakes whom a thread of it may have
   * come too late to wake.
   *
   * @param words the beginning of the file
   * @param region names it among all regions
   * @param participant who has left, and writes nothing any more
   */
  public static void disown(MemorySegment words, long region, long participant) {
    Watch.remove(region, participant);
    LockWord.disown(words, participant);
    Sleepers.wakeForAnother(words);
  }

  /**
   * Lets an access before this call fail no later than here. Compiled code goes on after an access to a
   * file that was truncated, and throws when the thread next comes to the VM, as it does here.
   *
   * @throws InternalError if there was such an access
   */
  public static void throwLate() {
    Thread.yield();
  }

  // G, read

  /** G1: the stamp under which the following reads are made. */
  public long stamp() {
    return Seqlock.stamp(segment);
  }

  /** {@link #stamp()}, of the segment that the reads are made from: then it is checked once for all of them. */
  public static long stamp(MemorySegment segment) {
    return Seqlock.stamp(segment);
  }

  /**
   * G2: where the committed bytes of an element lie.
   *
   * @param stamp from {@link #stamp()}
   * @param index the element, within bounds
   * @return a byte offset in the segment
   */
  public long source(long stamp, long index) {
    return Seqlock.isOdd(stamp) && !hold.isWithin() ? undo.source(segment, stamp, index) : undo.offset(index);
  }

  /**
   * Whether {@link #source} was still the right one when it was read. The bytes are all of one commit if
   * {@link #valid} says so as well.
   */
  public boolean isSettled(long stamp, long index, long source) {
    if (!Seqlock.isOdd(stamp)) {
      return true;
    }
    VarHandle.acquireFence();
    return hold.isWithin() || undo.isSettled(segment, stamp, index, source);
  }

  /**
   * G3 and G4: whether what was read since {@link #stamp()} is all of one commit, element by element.
   *
   * @throws OwnerDiedException if several elements were half written, and nobody is at it any more
   */
  public boolean valid(long stamp) {
    return valid(segment, stamp);
  }

  /** {@link #valid(long)}, of the segment that the reads were made from. */
  public boolean valid(MemorySegment segment, long stamp) {
    VarHandle.acquireFence();
    boolean dirty = section.isDirty(segment);
    return Seqlock.isStill(segment, stamp) && (!dirty || isOwnerAtIt(stamp));
  }

  /**
   * Whether the dirty elements have an owner who lives.
   *
   * @return false if that changes just now
   * @throws OwnerDiedException if not
   */
  private boolean isOwnerAtIt(long stamp) {
    long owner = LockWord.current(segment);
    if (hold.isWithin() || owner != 0 && word.isAlive(segment, owner)) {
      return true;
    }
    // perhaps an owner who lived has finished since: it is true only if nothing has moved
    if (section.isDirty(segment) && LockWord.current(segment) == owner && Seqlock.isStill(segment, stamp)) {
      throw mutex.ownerDied();
    }
    return false;
  }

  /**
   * {@link #stamp} for several elements that are read together. It waits for the end of a section over
   * several elements without undo space for all: while that lasts, they are not of one moment.
   *
   * @throws OwnerDiedException if several elements are half written, and nobody is at it any more
   */
  public long stampTogether() {
    long stamp = stamp();
    return isBeingWritten() ? awaitTogether() : stamp;
  }

  private boolean isBeingWritten() {
    return section.isDirty(segment) && !hold.isWithin();
  }

  /** Does not wait for the next commit: in such a section each element is one. */
  private long awaitTogether() {
    Backoff backoff = new Backoff();
    Patience patience = Patience.uninterruptible(Long.MAX_VALUE);
    try {
      for (;;) {
        long stamp = stamp();
        if (!isBeingWritten()) {
          return stamp;
        }
        if (isOwnerAtIt(stamp) && !patience.isOver()) {
          backoff.pause(patience.left());
        }
      }
    } finally {
      patience.end();
    }
  }

  /** Whether what was read since {@link #stampTogether()} is all of one commit. */
  public boolean validTogether(long stamp) {
    VarHandle.acquireFence();
    boolean written = isBeingWritten();
    return Seqlock.isStill(segment, stamp) && !written;
  }

  /**
   * G for one aligned field of 1, 2, 4 or 8 bytes.
   *
   * @param index the element, within bounds
   * @param at byte offset in the element
   * @param width bytes of the field
   * @return its bits; those beyond the width are any
   */
  public long read(long index, long at, int width) {
    MemorySegment segment = this.segment;
    try {
      long stamp = Seqlock.stamp(segment);
      if (!Seqlock.isOdd(stamp)) { // most often; then the element is in place, and settled
        long bits = Elements.get(segment, undo.offset(index) + at, width);
        if (valid(segment, stamp)) {
          return bits;
        }
      }
      return readAgain(index, at, width);
    } catch (RuntimeException | InternalError failure) {
      throw explain(failure);
    }
  }

  private long readAgain(long index, long at, int width) {
    for (;;) {
      long stamp = stamp();
      long source = source(stamp, index);
      long bits = Elements.get(segment, source + at, width);
      if (isSettled(stamp, index, source) && valid(stamp)) {
        return bits;
      }
      Thread.onSpinWait();
    }
  }

  /** Byte offset of an element in the segment, in place. */
  public long data(long index) {
    return undo.offset(index);
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
   * What the words of a region say at one moment; they change all the time.
   *
   * @param sequence SEQ: odd while an element is written
   * @param isDirty whether several elements are being written that have no undo space together, or were half written
   * @param holder who holds the lock
   * @param isLockAwaited whether a thread with native access waits until the lock is free, and not
   *     only for a moment; one that was killed is seen until the lock is given back
   * @param isCommitAwaited whether such a thread waits until the next commit
   */
  public record State(long sequence, boolean isDirty, Optional<SharedLock.Holder> holder, boolean isLockAwaited,
      boolean isCommitAwaited) {}

  /** What the words say now. */
  public State state() {
    try {
      int asleep = Sleepers.asleep(segment);
      return new State(stamp(), section.isDirty(segment), holder(), (asleep & Format.FOR_LOCK) != 0,
          (asleep & Format.FOR_VERSION) != 0);
    } catch (RuntimeException | InternalError failure) {
      throw explain(failure);
    }
  }

  /**
   * G for some elements, as bytes: waits for nobody. They are all of one moment, unless they are written as a
   * section without undo space, or commits come faster than they can be copied; then each is of a commit of its own.
   *
   * @param first the first of them, within bounds
   * @param count how many
   * @param target gets their bytes, one behind the other
   * @return the version that they are of; empty if they are not of one moment
   * @throws OwnerDiedException if several elements were half written, and nobody is at it any more
   * @throws IllegalStateException if the region is closed or was truncated
   */
  public OptionalLong copyTo(long first, long count, MemorySegment target) {
    try {
      for (int attempt = 0; attempt < COPIES || count == 1; attempt++) {
        long stamp = stamp();
        if (copy(stamp, first, count, target) && (count == 1 ? valid(stamp) : validTogether(stamp))) {
          throwLate();
          return OptionalLong.of(stamp >>> 1);
        }
        Thread.onSpinWait();
      }
      long size = undo.stride();
      for (long i = 0; i < count; i++) {
        copyTo(first + i, 1, target.asSlice(i * size, size));
      }
      return OptionalLong.empty();
    } catch (RuntimeException | InternalError failure) {
      throw explain(failure);
    }
  }

  /** Whether all were where they were read. */
  private boolean copy(long stamp, long first, long count, MemorySegment target) {
    long size = undo.stride();
    boolean settled = true;
    for (long i = 0; i < count; i++) {
      long source = source(stamp, first + i);
      MemorySegment.copy(segment, source, target, i * size, size);
      settled &= isSettled(stamp, first + i, source);
    }
    return settled;
  }

  // W, for a commit

  /**
   * Waits until the version is another one, or the thread is interrupted; it keeps the status.
   *
   * @param version the version already seen
   * @param nanos how long at most
   * @return the version at the end, equal to the given one if the time ran out or the thread was
   *     interrupted
   * @throws IllegalStateException if the calling thread holds the lock
   */
  public long awaitChange(long version, long nanos) {
    if (hold.isMine()) {
      throw new IllegalStateException("the holder of the lock of " + name + " cannot wait for a commit");
    }
    return awaitChange(version, Patience.untilInterrupted(nanos));
  }

  private long awaitChange(long version, Patience patience) {
    Backoff backoff = new Backoff();
    try {
      long now = version();
      while (now == version && !patience.isOver()) {
        if (!backoff.spin()) {
          sleepUnlessChanged(version, patience.left(), backoff);
        }
        now = version();
      }
      return now;
    } catch (RuntimeException | InternalError failure) {
      throw explain(failure);
    } finally {
      patience.end();
    }
  }

  private void sleepUnlessChanged(long version, long nanos, Backoff backoff) {
    boolean readOnly = segment.isReadOnly();
    boolean inKernel = !readOnly && Sleepers.isForThisThread();
    int seen = inKernel ? Sleepers.announce(segment, Format.FOR_VERSION) : 0; // W1, W2
    if (version() != version || !readOnly && recoverFromDead()) { // W3
      return;
    }
    if (inKernel && LockWord.wakes(LockWord.current(segment))) {
      long most = Math.min(nanos, unannounced.longestSleep());
      Sleepers.sleep(segment, Format.FOR_VERSION, seen, most); // W4
    } else {
      backoff.park(nanos);
    }
    if (inKernel && version() != version
        && !Sleepers.hasWoken(segment, Format.FOR_VERSION, seen)) {
      unannounced.note(); // or its committer is about to wake: then slices are short for nothing
    }
  }

  /** A commit is perhaps not announced yet, and only the next owner will do it: so be that one. */
  private boolean recoverFromDead() {
    try {
      if (!word.isAbandoned(segment) || !mutex.tryAcquire(segment, true)) {
        return false;
      }
      release();
      return true;
    } catch (RuntimeException | InternalError failure) {
      throw explain(failure);
    }
  }

  private RuntimeException explain(Throwable failure) {
    return Faults.explain(failure, segment, name);
  }
}
