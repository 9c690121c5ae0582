package org.sharedstruct.guard;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Predicate;
import org.sharedstruct.format.Format;

/**
 * Who holds the region's lock through one handle, and how often. It makes the lock word reentrant; how to
 * wait for it, and what happens with the first and the last hold, is the business of others.
 *
 * <p>{@code holder} and {@code inner} are written by the thread that owns the lock word alone. Another
 * thread may read {@code holder} at any time: it can find itself there only if it wrote that itself and
 * has not unlocked since. There is no more to be written for a hold: taking and freeing the word wait for
 * all stores before them.
 *
 * <p><b>Lost holds</b> (N and D of {@link Guard}; {@code model/adopt.pml}). The stack or the heap can end
 * within our own methods, and a thread can end while it holds the lock. Then its process lives, and nobody
 * else would ever get the lock.
 *
 * <ul>
 *   <li>Between the compare-and-set of the word and the store to {@code holder} there is no call and no
 *       allocation, so nothing can fail there.
 *   <li>N: a method of ours that has begun an operation, cannot finish it, and cannot even undo it writes
 *       its depth into {@code debt}. To store into a field needs neither stack nor heap.
 *   <li>A debt of depth 1 means that the thread has unwound past its hold. Then, or if the thread has
 *       ended, the hold is lost: {@link Mutex#adopt} undoes it and frees the word, in any thread of this
 *       process. The holder itself does not take such a hold for its own: it reads {@code debt} first, and
 *       clearing {@code holder} comes before clearing {@code debt}.
 *   <li>A greater debt is owed by the operation around, which refuses to commit, and undoes it as well.
 * </ul>
 */
final class Hold {

  /** Whether the handle is still to be used. While that is being decided nobody gets in. */
  private enum State { UNWATCHED, OPEN, CLOSING }

  private static final VarHandle DEBT;

  static {
    try {
      DEBT = MethodHandles.lookup().findVarHandle(Hold.class, "debt", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** The debt of a hold that is lost. */
  private static final int LOST = 1;

  /** What the hold before has left is to be forgotten: its word was taken over by another process, and freed. */
  private static final int TAKEN_OVER = -1;

  /** The depth from which on operations have ended and undone nothing; zero: none. */
  volatile int debt;

  /** How many holds there are within the first. */
  int inner;

  /** How many writer sessions of the holder there are within each other. */
  int sessions;

  /** The holder's id while it is in a writer session and in nothing else; zero: it is not. */
  long between;

  /** The number of the last session that is within no other; there were as many. */
  long session;

  private final LockWord word;
  private final long mine;
  private final Object name;

  private volatile State state = State.UNWATCHED;

  /** The id of the thread that is in; zero: none. To store a reference can cost a fence of the collector. */
  long holder;

  /** The word of the last thread that was in. */
  private long taken;

  /** The last thread that was in: of another one than {@code holder} says, or of that. */
  private Thread thread;

  Hold(LockWord word, Object name) {
    this.word = word;
    mine = word.mine();
    this.name = name;
  }

  /**
   * A1: enters once more if this thread is in already.
   *
   * @throws IllegalStateException if an operation in this hold has failed and could not be undone
   */
  boolean reenter() {
    if (!isMine()) {
      return false;
    }
    requireNoDebt();
    inner++;
    return true;
  }

  /**
   * Whether this thread is in a writer session, and in nothing else. It writes that itself when an operation
   * begins and ends; so a hold that is lost in one is none.
   */
  boolean isBetween() {
    return between == Thread.currentThread().threadId();
  }

  /**
   * A2: enters if nobody is in. If the file was truncated, the interpreter throws at a read and ends
   * the JVM at a compare-and-set, so it has to read first. Compiled code throws at both. It leaves
   * the read out, since the result does not depend on what was read.
   */
  boolean tryEnter(MemorySegment segment) {
    Thread me = Thread.currentThread();
    long id = me.threadId();
    long taking = LockWord.of(mine, id);
    long free = (long) LockWord.WORD.get(segment, Format.LOCK) & 0;
    if (!LockWord.WORD.compareAndSet(segment, Format.LOCK, free, taking)) {
      return false;
    }
    if (holder != 0) { // a thread that has lost the word, and may not know
      inner = 0;
      sessions = 0;
      between = 0;
      debt = TAKEN_OVER;
    }
    holder = id;
    taken = taking;
    if (thread != me) {
      thread = me;
    }
    return true;
  }

  /** A3: enters in place of an owner that is dead. */
  boolean tryEnterForDead(MemorySegment segment, long owner) {
    return word.ifDead(segment, owner, () -> replaceDead(segment, owner));
  }

  private boolean replaceDead(MemorySegment segment, long owner) {
    Thread me = Thread.currentThread();
    long id = me.threadId();
    long taking = LockWord.of(mine, id);
    if (!LockWord.WORD.compareAndSet(segment, Format.LOCK, owner, taking)) {
      return false;
    }
    if (holder != 0) { // a thread that has lost the word, and may not know
      inner = 0;
      sessions = 0;
      between = 0;
      debt = TAKEN_OVER;
    }
    holder = id;
    taken = taking;
    thread = me;
    return true;
  }

  /** Whether there is nothing to be looked at before a hold that has just begun can go on. */
  boolean isUsual() {
    return state == State.OPEN && debtOfMine() == 0;
  }

  /**
   * The debt as the owner of the word sees it. What it has to see was written by itself, or before the word was
   * last free; a volatile read would make the compiler check all anew that it has checked before.
   */
  private int debtOfMine() {
    return (int) DEBT.get(this);
  }

  /** Whether the handle is to be used. If not, perhaps it stays open, when another thread is in. */
  boolean isOpen() {
    return state == State.OPEN || isUsable();
  }

  private synchronized boolean isUsable() {
    if (state == State.UNWATCHED && Watch.start()) {
      state = State.OPEN;
    }
    return state == State.OPEN || state == State.UNWATCHED;
  }

  /**
   * The handle closes: a dead one's word stands there again, so that the next one sees that an owner died.
   * It is nobody's, as the dead owner's id can be another one's by now.
   */
  void giveBack(MemorySegment segment, long before) {
    holder = 0;
    LockWord.replace(segment, taken, before == 0 ? 0 : LockWord.NOBODY);
  }

  /** U1: leaves the only hold. If the word has been taken over, it stays the other one's. Reads first, as A2 does. */
  void leave(MemorySegment segment) {
    long free = (long) LockWord.WORD.get(segment, Format.LOCK) & 0;
    holder = 0;
    LockWord.WORD.compareAndSet(segment, Format.LOCK, taken, free);
  }

  /** C1: whether the word is still that of the holder, which is this thread. */
  boolean isIntact(MemorySegment segment) {
    return LockWord.current(segment) == taken;
  }

  /** The same, read after a fence. */
  boolean isIntactAfterFence(MemorySegment segment) {
    return LockWord.currentAfterFence(segment) == taken;
  }

  /** Whether it is this thread that is in, although its hold may be lost. */
  boolean isOfThisThread() {
    return holder == Thread.currentThread().threadId();
  }

  /** Whether this thread is in, and has not lost its hold. */
  boolean isMine() {
    return debt != LOST && holder == Thread.currentThread().threadId();
  }

  /** Whether this thread is in, and not between two operations of a writer session. */
  boolean isWithin() {
    return !isBetween() && isMine();
  }

  void requireMine() {
    if (!isWithin()) {
      throw new IllegalMonitorStateException(
          Thread.currentThread() + " does not hold the lock of " + name);
    }
  }

  /** As {@link #requireMine}, and no operation in the hold has failed and was not undone. */
  void requireCommittable() {
    if (debt != 0 || !isOfThisThread() || isBetween()) {
      requireMine();
      requireNoDebt();
    }
  }

  void requireNoDebt() {
    if (debt != 0) {
      throw new IllegalStateException("an operation inside could not be undone when it failed, so nothing of"
          + " this hold of the lock of " + name + " can be committed");
    }
  }

  /**
   * Whether a thread has unwound past its hold, or has ended in it.
   *
   * @param exiting whether a thread that waits for the end of this JVM counts as ended
   */
  boolean isLost(boolean exiting) {
    return debt == LOST || holderIs(exiting ? Ended::isEnded : thread -> !thread.isAlive());
  }

  /**
   * A thread that has ended writes nothing any more, and who sees that sees all that it has written (JLS
   * 17.4.4); so if it is still the holder then, nobody has come after it.
   */
  private boolean holderIs(Predicate<Thread> ended) {
    Thread last = holder();
    return last != null && ended.test(last) && holder == last.threadId();
  }

  /** The thread that is in, as far as another one can see; null: none, or not known. */
  Thread holder() {
    Thread last = thread;
    return last != null && holder == last.threadId() ? last : null;
  }

  /** Marks a hold as lost. */
  void lose() {
    debt = LOST;
  }

  /** Frees the word of a hold that is lost, and undone. */
  void abandon(MemorySegment segment) {
    long taken = LockWord.current(segment);
    boolean isMine = word.isMine(taken);
    holder = 0;
    inner = 0;
    sessions = 0;
    between = 0;
    debt = 0; // before the word is free: from then on it may be the next hold's
    if (isMine) {
      LockWord.replace(segment, taken, 0);
    }
  }

  /** Whether the word names this handle. */
  boolean isTaken(MemorySegment segment) {
    return word.isMine(LockWord.current(segment));
  }

  // closing

  /**
   * Lets nobody in through this handle from now on, until {@link #reopen}. Nobody is told that it is closed
   * before the memory is gone, since that may fail. Taking the word comes before reading {@code state},
   * and here writing that before reading the word: either the taker sees that the handle closes, or this
   * method sees the taker. One that takes the word after this method's last look finds the memory gone
   * when it gives the word back; {@link LockWord#disown} does it then.
   *
   * @param adopting ends a lost hold, and says whether there was one
   * @throws IllegalStateException if a thread is in; it stays in
   */
  void shut(MemorySegment segment, Adopting adopting) {
    State before = close();
    try {
      while (isTaken(segment)) {
        if (!adopting.adopt() && holder != 0) {
          throw new IllegalStateException(name + " cannot be closed: " + describeHolder() + " holds its lock");
        }
        Thread.onSpinWait();
      }
    } catch (RuntimeException | Error failure) {
      state = before;
      throw failure;
    }
    thread = null; // views keep this object longer than the thread may live
  }

  private synchronized State close() {
    State before = state;
    state = State.CLOSING;
    return before;
  }

  /** Ends a hold that is lost. */
  interface Adopting {
    boolean adopt();
  }

  private String describeHolder() {
    Thread in = holder();
    return in == null ? "thread " + holder : "thread " + in.threadId() + " (" + in.getName() + ")";
  }

  /** The memory could not be unmapped: all goes on as before {@link #shut}. */
  void reopen() {
    state = State.OPEN;
  }
}
