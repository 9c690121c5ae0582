package org.sharedstruct.guard;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.sharedstruct.format.Format;

/**
 * Taking and giving back the lock of a region through one handle: A, W and U of {@link Guard}.
 *
 * <p>The threads of a handle that have to wait line up, and the first waits for all: so ten thousand of
 * them cost the others no more than one. Who comes along while the lock is free takes it nevertheless;
 * whoever waits then goes on waiting, and not for ever, since he tries again each time it is given back.
 */
final class Mutex {

  private final Hold hold;
  private final Section section;
  private final ReentrantLock line = new ReentrantLock(true);

  /** The first in the line, if it parks and does not sleep in the kernel. */
  private volatile Thread parked;

  Mutex(Hold hold, Section section) {
    this.hold = hold;
    this.section = section;
  }

  // A, acquire

  /** A. To look first whether the thread is in already would make most cases dearer. */
  void acquire(MemorySegment segment) {
    if (!take(segment) && !hold.reenter()) {
      awaitUninterruptibly(segment);
    }
  }

  boolean tryAcquire(MemorySegment segment) {
    return hold.reenter() || take(segment) || takeFromDead(segment);
  }

  /** A2 and A5, with no look at the life of an owner. */
  boolean tryAcquireFree(MemorySegment segment) {
    return hold.reenter() || take(segment);
  }

  boolean tryAcquire(MemorySegment segment, long nanos) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return tryAcquire(segment) || nanos > 0 && await(segment, Patience.interruptible(nanos));
  }

  private void awaitUninterruptibly(MemorySegment segment) {
    try {
      await(segment, Patience.uninterruptible(Long.MAX_VALUE));
    } catch (InterruptedException e) {
      throw new AssertionError("an uninterruptible wait was interrupted", e);
    }
  }

  private boolean take(MemorySegment segment) {
    if (!hold.tryEnter(segment)) {
      return false;
    }
    if (Seqlock.isOpen(segment)) {
      recover(segment, false);
    }
    return true;
  }

  private boolean takeFromDead(MemorySegment segment) {
    if (!hold.tryEnterForDead(segment)) {
      return false;
    }
    recover(segment, true);
    return true;
  }

  /** A5. */
  private void recover(MemorySegment segment, boolean ownerDied) {
    try {
      section.recover(segment, ownerDied);
    } catch (RuntimeException | Error failure) {
      free(segment);
      throw failure;
    }
  }

  // A4, wait

  private boolean await(MemorySegment segment, Patience patience) throws InterruptedException {
    Backoff backoff = new Backoff();
    if (takeSpinning(segment, backoff)) {
      return true;
    }
    hold.refuseToWaitForMyself(segment);
    if (!lineUp(patience)) {
      return false;
    }
    try {
      return awaitFirst(segment, patience, backoff);
    } finally {
      line.unlock();
      patience.end();
    }
  }

  private boolean takeSpinning(MemorySegment segment, Backoff backoff) {
    while (backoff.spin()) {
      if (take(segment)) {
        return true;
      }
    }
    return false;
  }

  private boolean lineUp(Patience patience) throws InterruptedException {
    if (patience.isInterruptible()) {
      return line.tryLock(patience.left(), TimeUnit.NANOSECONDS);
    }
    line.lock();
    return true;
  }

  private boolean awaitFirst(MemorySegment segment, Patience patience, Backoff backoff) throws InterruptedException {
    while (!awaitOnce(segment, patience, backoff)) {
      if (patience.isOver()) {
        giveUp(segment);
        patience.throwIfInterrupted();
        return false;
      }
    }
    return true;
  }

  /** W: one round. */
  private boolean awaitOnce(MemorySegment segment, Patience patience, Backoff backoff) {
    if (takeSpinning(segment, backoff)) {
      wakeNextAtUnlock(segment, backoff);
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
      if (take(segment) || takeFromDead(segment)) { // W3
        return true;
      }
      sleepOrPark(segment, inKernel, seen, patience, backoff);
      return false;
    } finally {
      parked = null;
    }
  }

  /**
   * Whoever woke this thread has cleared the bit in SLEEPERS, and others may be asleep who rely on it to wake
   * them in turn: it says so while it holds the lock, so that it finds it when it gives that back.
   */
  private void wakeNextAtUnlock(MemorySegment segment, Backoff backoff) {
    if (backoff.isAfterSleep()) {
      Sleepers.announce(segment, Format.FOR_LOCK);
    }
  }

  /** Not if the lock is free by now: whoever gave it back may be one that wakes nobody. */
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
   * Whoever was woken and does not take the lock owes that to the next one. He has to be woken by the owner,
   * who is told that somebody sleeps; or at once if there is none, or one that wakes nobody.
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

  // U, unlock

  /**
   * U: the only hold ends. From U1 on another thread may close the handle; what was to be done is done then,
   * and whoever closes wakes instead, see {@link Guard#disown}.
   */
  void free(MemorySegment segment) {
    hold.leave(segment); // U1
    try {
      Sleepers.wake(segment); // U2, U3
    } catch (IllegalStateException closed) {
      // the memory is gone, and with it what was left to do
    }
    Thread first = parked;
    if (first != null) {
      LockSupport.unpark(first);
    }
  }
}
