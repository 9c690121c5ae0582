package org.sharedstruct.guard;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.locks.LockSupport;
import org.sharedstruct.LockTimeoutException;
import org.sharedstruct.OwnerDiedException;
import org.sharedstruct.format.Format;

/**
 * Taking and giving back the lock of a region through one handle: A, W and U of {@link Guard}.
 *
 * <p>The threads of a handle that have to wait line up, and the first waits for all: so ten thousand of
 * them cost the others no more than one. A thread that comes along while the lock is free takes it
 * nevertheless; those that wait then go on waiting, and not for ever, since the first tries again each
 * time it is given back.
 *
 * <p>Any call may fail with an Error. What takes the lock either hands it over or gives it back; where even
 * that fails, the hold is marked as lost by a store into a field ({@link Hold}).
 */
final class Mutex {

  private final Hold hold;
  private final Section section;
  private final LockWord word;
  private final Object name;
  private final long region;

  /** How long operations wait for the lock, in nanoseconds; {@link Long#MAX_VALUE}: without end. */
  private final long timeout;

  private final Line line = new Line();

  /** The first in the line, if it parks and does not sleep in the kernel. */
  private volatile Thread parked;

  Mutex(Hold hold, Section section, LockWord word, long region, long timeout, Object name) {
    this.hold = hold;
    this.section = section;
    this.word = word;
    this.region = region;
    this.timeout = timeout;
    this.name = name;
  }

  // A, acquire

  /** What became of the lock word that this thread has taken. */
  private enum Outcome { HANDED_OVER, CLOSING, DIRTY }

  /**
   * A. To look first whether the thread is in already would make most cases dearer.
   *
   * @param repairing whether the lock is handed over although elements are half written
   */
  void acquire(MemorySegment segment, boolean repairing) {
    if (hold.sessions != 0 && enterBetween(segment, repairing)) {
      return;
    }
    if (!take(segment, repairing)) {
      acquireNext(segment, repairing);
    }
  }

  /**
   * A for a thread that has just taken the word of nobody, from A5 on. If the call itself fails, the thread is
   * still in; if anything later does, it is not, or the hold is marked as lost.
   */
  void acquireTaken(MemorySegment segment) {
    if (!take(segment, true, false)) {
      acquire(segment, false);
    }
  }

  /** A for a thread that has found the word taken. */
  void acquireNext(MemorySegment segment, boolean repairing) {
    if (!reenter()) {
      awaitUninterruptibly(segment, repairing);
    }
  }

  /**
   * M2, and what else A5 says: an operation begins in the writer session of this thread, if it is in one and in
   * no operation.
   */
  private boolean enterBetween(MemorySegment segment, boolean repairing) {
    if (!hold.isBetween()) {
      return false;
    }
    section.requireIntact(segment);
    if (!repairing && section.isDirty(segment)) {
      throw ownerDied();
    }
    hold.between = 0;
    return true;
  }

  /** A1. */
  private boolean reenter(MemorySegment segment, boolean repairing) {
    return hold.sessions != 0 && enterBetween(segment, repairing) || reenter();
  }

  private boolean reenter() {
    if (!hold.isMine()) {
      return false;
    }
    section.settle(); // before, since this call may fail
    return hold.reenter();
  }

  boolean tryAcquire(MemorySegment segment, boolean repairing) {
    return reenter(segment, repairing) || take(segment, repairing) || takeFromLost(segment, repairing);
  }

  /** A2 and A5, with no look at the life of an owner. */
  boolean tryAcquireFree(MemorySegment segment) {
    return reenter(segment, false) || isFree(segment) && take(segment, false);
  }

  boolean tryAcquire(MemorySegment segment, long nanos) throws InterruptedException {
    refuseInterrupt();
    if (tryAcquire(segment, false)) {
      return true;
    }
    if (nanos <= 0) {
      return false;
    }
    Backoff backoff = new Backoff();
    return takeSpinning(segment, backoff, false)
        || await(segment, Patience.interruptible(nanos), backoff, false);
  }

  void acquireInterruptibly(MemorySegment segment) throws InterruptedException {
    refuseInterrupt();
    Backoff backoff = new Backoff();
    if (!tryAcquire(segment, false) && !takeSpinning(segment, backoff, false)) {
      awaitInTime(segment, Patience.interruptible(timeout), backoff, false);
    }
  }

  private static void refuseInterrupt() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  private void awaitUninterruptibly(MemorySegment segment, boolean repairing) {
    Backoff backoff = new Backoff();
    if (takeSpinning(segment, backoff, repairing)) {
      return;
    }
    try {
      awaitInTime(segment, Patience.uninterruptible(timeout), backoff, repairing);
    } catch (InterruptedException e) {
      throw new AssertionError("an uninterruptible wait was interrupted", e);
    }
  }

  /** To be called after some spinning: the owner waits for each cache line that another one reads. */
  private void awaitInTime(MemorySegment segment, Patience patience, Backoff backoff, boolean repairing)
      throws InterruptedException {
    Sighting sighting = Sighting.of(segment);
    if (!await(segment, patience, backoff, repairing)) {
      throw timedOut(segment, patience, sighting);
    }
  }

  /** A2. */
  private boolean take(MemorySegment segment, boolean repairing) {
    return take(segment, false, repairing);
  }

  private boolean take(MemorySegment segment, boolean taken, boolean repairing) {
    if (!taken && !hold.tryEnter(segment)) {
      return false;
    }
    Outcome outcome;
    try {
      outcome = handOver(segment, 0, repairing);
    } catch (Throwable failure) {
      hold.debt = 1;
      try {
        adopt(segment, false);
      } catch (Throwable again) {
        // left to the next thread that finds it
      }
      throw failure;
    }
    return outcome == Outcome.HANDED_OVER || refuse(outcome);
  }

  /** A3: in place of a process that is dead. */
  private boolean takeFromDead(MemorySegment segment, long owner, boolean repairing) {
    long me = Thread.currentThread().threadId();
    boolean in = false;
    Outcome outcome;
    try {
      hold.tryEnterForDead(segment, owner);
      in = hold.holder == me; // what counts, whatever has failed after the compare-and-set
      if (!in) {
        return false;
      }
      outcome = handOver(segment, owner, repairing);
    } catch (Throwable failure) {
      if (in || hold.holder == me) {
        hold.debt = 1;
        try {
          adopt(segment, false);
        } catch (Throwable again) {
          // left to the next thread that finds it
        }
      }
      throw failure;
    }
    return outcome == Outcome.HANDED_OVER || refuse(outcome);
  }

  /**
   * A5: makes the lock that this thread has taken ready for it, or gives it back.
   *
   * @param before the word that stood there
   */
  private Outcome handOver(MemorySegment segment, long before, boolean repairing) {
    if (hold.debt != 0 && !forgetDebt(segment)) {
      return Outcome.CLOSING;
    }
    if (!hold.isOpen()) {
      hold.giveBack(segment, before);
      return Outcome.CLOSING;
    }
    if (before != 0 || Seqlock.isOpen(segment)) {
      section.recover(segment, before != 0);
    }
    if (!repairing && section.isDirty(segment)) {
      free(segment);
      return Outcome.DIRTY;
    }
    return Outcome.HANDED_OVER;
  }

  /**
   * A lost hold of this handle, whose word another process has taken over and freed, as it may when the
   * system has lost this process's byte: nothing of it is left to be undone.
   *
   * @return whether this thread is still in
   */
  private boolean forgetDebt(MemorySegment segment) {
    synchronized (hold) {
      if (!hold.isIntact(segment)) {
        return false;
      }
      section.forget();
      hold.debt = 0;
      hold.inner = 0;
      hold.sessions = 0;
      hold.between = 0;
      return true;
    }
  }

  private boolean refuse(Outcome outcome) {
    if (outcome == Outcome.DIRTY) {
      throw ownerDied();
    }
    return false; // perhaps it stays open, and if not, the memory is gone the next time
  }

  /** What another process left half written is not handed out. */
  OwnerDiedException ownerDied() {
    return new OwnerDiedException(name + " is half written: the owner of its lock died while it wrote several"
        + " elements, and nobody has repaired them yet");
  }

  /** A3: in place of an owner that is dead, be it a process or a thread of this one. */
  private boolean takeFromLost(MemorySegment segment, boolean repairing) {
    long owner = LockWord.current(segment);
    if (owner == 0) {
      return false;
    }
    Guard ours = Watch.find(region, LockWord.participantOf(owner));
    return ours == null
        ? takeFromDead(segment, owner, repairing)
        : ours.adoptIfLost() && take(segment, repairing);
  }

  /**
   * Ends a hold through this handle that is lost: undoes it, as a dead owner's is undone by the next one,
   * and frees the word. If it fails, it can be repeated, by any thread.
   *
   * @param exiting whether a thread that waits for the end of this JVM counts as ended
   * @return whether there was one
   */
  boolean adopt(MemorySegment segment, boolean exiting) {
    synchronized (hold) {
      if (!hold.isLost(exiting)) {
        return false;
      }
      hold.lose();
      if (hold.isTaken(segment)) {
        abandon(segment);
      } else {
        section.forget(); // the word was taken over by another process
      }
      try {
        hold.abandon(segment);
      } catch (Throwable failure) {
        hold.debt = 1;
        throw failure;
      }
    }
    wake(segment);
    return true;
  }

  /** In a file that is damaged, what is open stays open: the next owner finds the same damage, and is told. */
  private void abandon(MemorySegment segment) {
    try {
      section.abandon(segment);
    } catch (RuntimeException damaged) {
      section.forget();
    }
  }

  // A4, wait

  private boolean await(MemorySegment segment, Patience patience, Backoff backoff, boolean repairing)
      throws InterruptedException {
    refuseToWaitForMyself(segment);
    if (!line.await(patience)) {
      patience.end();
      return false;
    }
    boolean taken = false;
    try {
      taken = awaitFirst(segment, patience, backoff, repairing);
    } finally {
      line.left = true;
      try {
        line.help();
        patience.end();
      } catch (Throwable late) {
        // the next one helps itself, or the watch does; the lock may be taken already
      }
    }
    return taken;
  }

  /** This thread may be the owner through another handle, also of another class loader. */
  private void refuseToWaitForMyself(MemorySegment segment) {
    long owner = LockWord.current(segment);
    long participant = LockWord.participantOf(owner);
    Thread me = Thread.currentThread();
    Guard ours = Watch.find(region, participant);
    boolean isMe = ours == null
        ? LockWord.isOfThread(owner, me) && ParticipantTable.isOfThisProcess(segment, participant)
        : ours.isHeldByCurrentThread();
    if (isMe) {
      throw new IllegalStateException(me + " holds the lock of " + name + " through another handle");
    }
  }

  private boolean takeSpinning(MemorySegment segment, Backoff backoff, boolean repairing) {
    while (backoff.spin()) {
      if (isFree(segment) && take(segment, repairing)) {
        return true;
      }
    }
    return false;
  }

  /** To be asked while spinning: a compare-and-set that fails takes the cache line from the owner. */
  private static boolean isFree(MemorySegment segment) {
    return LockWord.current(segment) == 0;
  }

  private boolean awaitFirst(MemorySegment segment, Patience patience, Backoff backoff, boolean repairing)
      throws InterruptedException {
    while (!awaitOnce(segment, patience, backoff, repairing)) {
      if (patience.isOver()) {
        giveUp(segment);
        patience.throwIfInterrupted();
        return false;
      }
    }
    return true;
  }

  /** W: one round. */
  private boolean awaitOnce(MemorySegment segment, Patience patience, Backoff backoff, boolean repairing) {
    if (takeSpinning(segment, backoff, repairing)) {
      try {
        wakeNextAtUnlock(segment, backoff);
      } catch (Throwable failure) {
        hold.debt = 1;
        throw failure;
      }
      return true;
    }
    boolean inKernel = Sleepers.isForThisThread();
    int seen = 0;
    if (inKernel) {
      seen = Sleepers.announce(segment, Format.FOR_LOCK); // W1, W2
    } else {
      parked = Thread.currentThread();
    }
    try {
      if (take(segment, repairing) || takeFromLost(segment, repairing)) { // W3
        return true;
      }
      sleepOrPark(segment, inKernel, seen, patience, backoff);
      return false;
    } finally {
      parked = null;
    }
  }

  /**
   * The thread that woke this one has cleared the bit in SLEEPERS, and others may be asleep that rely on it
   * to wake them in turn: it says so while it holds the lock, so that it finds it when it gives that back.
   */
  private void wakeNextAtUnlock(MemorySegment segment, Backoff backoff) {
    if (backoff.isAfterSleep()) {
      Sleepers.announce(segment, Format.FOR_LOCK);
    }
  }

  /** Not if the lock is free by now: a process that wakes nobody may have given it back. */
  private void sleepOrPark(
      MemorySegment segment, boolean inKernel, int seen, Patience patience, Backoff backoff) {
    long owner = LockWord.current(segment);
    if (owner == 0) {
      return;
    }
    if (inKernel && LockWord.wakes(owner)) {
      Sleepers.sleep(segment, Format.FOR_LOCK, seen, patience.left()); // W4
      backoff.spinAfterSleep();
    } else {
      backoff.park(patience.left());
    }
  }

  /**
   * A thread that was woken and does not take the lock owes that to the next one. It has to be woken by the
   * owner, which is told that somebody sleeps; or at once if there is none, or one that wakes nobody.
   */
  private void giveUp(MemorySegment segment) {
    if (Sleepers.isForThisThread()) {
      Sleepers.announce(segment, Format.FOR_LOCK);
      long owner = LockWord.current(segment);
      if (owner == 0 || !LockWord.wakes(owner)) {
        Sleepers.wake(segment);
      }
    }
  }

  /** Lets those go on that wait behind a thread that could not say that it goes. */
  void help() {
    line.help();
  }

  /** What a waiter sees when it begins to wait. */
  private record Sighting(long owner, long stamp) {

    static Sighting of(MemorySegment segment) {
      return new Sighting(LockWord.current(segment), Seqlock.stamp(segment));
    }
  }

  /** If owner and sequence are what they were, that owner has most likely held the lock all the time. */
  private LockTimeoutException timedOut(MemorySegment segment, Patience patience, Sighting before) {
    long waited = patience.waited();
    long owner = LockWord.current(segment);
    if (owner == 0) {
      return LockTimeouts.exception(name, timeout, waited, null, 0, null);
    }
    long held = before.equals(Sighting.of(segment)) ? waited : 0;
    return LockTimeouts.exception(name, timeout, waited, word.holder(segment, owner), held, thread(segment, owner));
  }

  /** The thread of this JVM that a word names; null if it is of another one, or not to be found. */
  private Thread thread(MemorySegment segment, long owner) {
    long participant = LockWord.participantOf(owner);
    Guard ours = Watch.find(region, participant);
    if (ours != null) {
      return ours.holdingThread();
    }
    return ParticipantTable.isOfThisProcess(segment, participant)
        ? LockTimeouts.running(word.holder(segment, owner).thread())
        : null;
  }

  // U, unlock

  /**
   * U: the only hold ends, or M4 in a writer session. Nothing can be undone any more: if it fails, the hold
   * is lost, and freed by the next thread that finds it.
   */
  void free(MemorySegment segment) {
    if (hold.sessions != 0) {
      hold.between = hold.holder;
      tellSleepers(segment);
      return;
    }
    try {
      hold.leave(segment); // U1
    } catch (Throwable late) {
      hold.debt = 1;
      return;
    }
    try {
      wake(segment);
    } catch (Throwable late) {
      // a sleeper looks for itself when its slice ends
    }
  }

  private static void tellSleepers(MemorySegment segment) {
    try {
      Sleepers.wakeForCommit(segment); // M4
    } catch (Throwable late) {
      // a sleeper looks for itself when its slice ends
    }
  }

  /**
   * U2 and U3. From U1 on another thread may close the handle; what was to be done is done then, and the
   * thread that closes wakes instead, see {@link Guard#disown}.
   */
  private void wake(MemorySegment segment) {
    try {
      Sleepers.wake(segment);
    } catch (IllegalStateException closed) {
      // the memory is gone, and with it what was left to do
    }
    Thread first = parked;
    if (first != null) {
      LockSupport.unpark(first);
    }
  }
}
