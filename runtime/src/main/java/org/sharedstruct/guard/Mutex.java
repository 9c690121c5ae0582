package org.sharedstruct.guard;

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
  private final LockWord word;
  private final Sleepers sleepers;
  private final Recovery recovery;
  private final ReentrantLock line = new ReentrantLock(true);

  /** The first in the line, if it parks and does not sleep in the kernel. */
  private volatile Thread parked;

  /** What has to be done before the lock is handed to the caller. */
  interface Recovery {

    /**
     * Called by the new holder.
     *
     * @param ownerDied whether he took the lock from a dead one
     */
    void run(boolean ownerDied);
  }

  Mutex(Hold hold, LockWord word, Sleepers sleepers, Recovery recovery) {
    this.hold = hold;
    this.word = word;
    this.sleepers = sleepers;
    this.recovery = recovery;
  }

  // A, acquire

  void acquire() {
    if (!hold.reenter() && !take()) {
      awaitUninterruptibly();
    }
  }

  boolean tryAcquire() {
    return hold.reenter() || take() || takeFromDead();
  }

  /** A2 and A5, with no look at the life of an owner. */
  boolean tryAcquireFree() {
    return hold.reenter() || take();
  }

  boolean tryAcquire(long nanos) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return tryAcquire() || nanos > 0 && await(Patience.interruptible(nanos));
  }

  private void awaitUninterruptibly() {
    try {
      await(Patience.uninterruptible(Long.MAX_VALUE));
    } catch (InterruptedException e) {
      throw new AssertionError("an uninterruptible wait was interrupted", e);
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
      recovery.run(ownerDied);
    } catch (RuntimeException | Error failure) {
      free();
      throw failure;
    }
    return true;
  }

  // A4, wait

  private boolean await(Patience patience) throws InterruptedException {
    Backoff backoff = new Backoff();
    if (takeSpinning(backoff)) {
      return true;
    }
    hold.refuseToWaitForMyself();
    if (!lineUp(patience)) {
      return false;
    }
    try {
      return awaitFirst(patience, backoff);
    } finally {
      line.unlock();
      patience.end();
    }
  }

  private boolean takeSpinning(Backoff backoff) {
    while (backoff.spin()) {
      if (take()) {
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

  private boolean awaitFirst(Patience patience, Backoff backoff) throws InterruptedException {
    while (!awaitOnce(patience, backoff)) {
      if (patience.isOver()) {
        giveUp();
        patience.throwIfInterrupted();
        return false;
      }
    }
    return true;
  }

  /** W: one round. */
  private boolean awaitOnce(Patience patience, Backoff backoff) {
    boolean inKernel = Sleepers.isForThisThread();
    int seen = 0;
    if (inKernel) {
      seen = sleepers.announce(Format.FOR_LOCK); // W1, W2
    } else {
      parked = Thread.currentThread();
    }
    try {
      if (take() || takeFromDead()) { // W3
        return true;
      }
      long owner = word.current();
      if (inKernel && LockWord.wakes(owner)) {
        sleepers.sleep(Format.FOR_LOCK, seen, patience.left()); // W4
        backoff.spinAgain();
      } else if (owner != 0) {
        backoff.park(patience.left());
      }
      return takeSpinning(backoff);
    } finally {
      parked = null;
    }
  }

  /** Whoever was woken and does not take the lock owes that to the next one. */
  private void giveUp() {
    if (word.current() == 0) {
      sleepers.wake();
    }
  }

  // U, unlock

  /** U: the only hold ends. */
  void free() {
    hold.leave(); // U1
    sleepers.wake(); // U2, U3
    Thread first = parked;
    if (first != null) {
      LockSupport.unpark(first);
    }
  }
}
