package org.sharedstruct.region;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who holds the region's lock through one handle, and how often. It makes the lock word reentrant and
 * knows how to wait for it; what happens with the first and the last hold is the guard's business.
 *
 * <p>{@code holder} and {@code depth} are written by the thread that owns the lock word alone. Another
 * thread may read {@code holder} at any time: it can find itself there only if it wrote that itself and
 * has not unlocked since.
 */
final class Hold {

  /** The holds of this class loader, by region and participant; weak, so that they keep no handle open. */
  private static final Map<Key, WeakReference<Hold>> HOLDS = new ConcurrentHashMap<>();

  /** Whose hold it is. */
  private record Key(long region, long participant) {}

  /** Whether the handle is still to be used. While that is being decided nobody gets in. */
  private enum State { OPEN, CLOSING, CLOSED }

  private final LockWord word;
  private final long region;
  private final Object name;

  private volatile State state = State.OPEN;

  private Thread holder;
  private int depth;

  Hold(LockWord word, long region, Object name) {
    this.word = word;
    this.region = region;
    this.name = name;
    if (word.participant() != 0) {
      HOLDS.put(new Key(region, word.participant()), new WeakReference<>(this));
    }
  }

  /** A1: enters once more if this thread is in already. */
  boolean reenter() {
    if (holder != Thread.currentThread()) {
      return false;
    }
    depth++;
    return true;
  }

  /** A2: enters if nobody is in. */
  boolean tryEnter() {
    Thread me = Thread.currentThread();
    return word.tryTake(word.of(me)) && entered(me);
  }

  /** A3: enters in place of an owner that is dead. */
  boolean tryEnterForDead() {
    Thread me = Thread.currentThread();
    return word.tryTakeOver(word.of(me)) && entered(me);
  }

  private boolean entered(Thread me) {
    if (state != State.OPEN) {
      word.free();
      if (state == State.CLOSED) {
        throw new IllegalStateException(name + " is closed");
      }
      return false; // perhaps it stays open, if somebody else is in
    }
    holder = me;
    depth = 1;
    return true;
  }

  /**
   * Looks whether the word is taken by this very thread, through another handle.
   *
   * @throws IllegalStateException if so: it would wait for itself
   */
  void refuseToWaitForMyself() {
    WeakReference<Hold> owner = HOLDS.get(new Key(region, LockWord.participantOf(word.current())));
    Hold other = owner == null ? null : owner.get();
    if (other != null && other.isMine()) {
      throw new IllegalStateException(
          Thread.currentThread() + " holds the lock of " + name + " through another handle");
    }
  }

  /** Leaves one of several holds. */
  void leaveInner() {
    depth--;
  }

  /** U2: leaves the only hold. */
  void leave() {
    boolean mine = isIntact();
    depth = 0;
    holder = null;
    if (mine) {
      word.free();
    }
  }

  /** C1: whether the word still names the holder, which is this thread. */
  boolean isIntact() {
    return word.current() == word.of(holder);
  }

  boolean isMine() {
    return holder == Thread.currentThread();
  }

  void requireMine() {
    if (!isMine()) {
      throw new IllegalMonitorStateException(
          Thread.currentThread() + " does not hold the lock of " + name);
    }
  }

  /** Whether somebody is in who lives. */
  boolean isTaken() {
    return word.isTaken();
  }

  int depth() {
    return depth;
  }

  /**
   * Lets nobody in through this handle from now on. Taking the word comes before reading {@code state},
   * and here writing that before reading the word: either the taker sees that the handle closes, or this
   * method sees the taker. One that takes the word after this method's last look finds the memory gone
   * when it gives the word back; it counts as dead then, as the participant's byte is given back next.
   *
   * @throws IllegalStateException if a thread is in; it stays in
   */
  void shut() {
    state = State.CLOSING;
    while (word.isMine()) {
      Thread owner = holder;
      if (owner != null) {
        state = State.OPEN;
        throw new IllegalStateException(name + " cannot be closed: " + owner + " holds its lock");
      }
      Thread.onSpinWait();
    }
    state = State.CLOSED;
  }

  /** Forgets a participant that has left. */
  static void forget(long region, long participant) {
    HOLDS.remove(new Key(region, participant));
  }
}
