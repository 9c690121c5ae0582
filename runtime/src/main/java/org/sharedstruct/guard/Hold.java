package org.sharedstruct.guard;

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

  /** The word that was taken. */
  private long held;

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
    long mine = word.of(me);
    return word.tryTake(mine) && entered(me, mine, 0);
  }

  /** A3: enters in place of an owner that is dead. */
  boolean tryEnterForDead() {
    long owner = word.current();
    Thread me = Thread.currentThread();
    long mine = word.of(me);
    return owner != 0 && word.tryTakeOver(owner, mine) && entered(me, mine, owner);
  }

  private boolean entered(Thread me, long mine, long before) {
    if (state != State.OPEN) {
      giveBack(mine, before);
      return false; // perhaps it stays open, if somebody else is in
    }
    word.sign();
    held = mine;
    holder = me;
    depth = 1;
    return true;
  }

  /** The handle closes: the dead owner's word goes back, so that the next one sees that it died. */
  private void giveBack(long mine, long before) {
    word.replace(mine, before);
    if (state == State.CLOSED) {
      throw new IllegalStateException(name + " is closed");
    }
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

  /** U1: leaves the only hold. If somebody has taken the word over, it stays his. */
  void leave() {
    depth = 0;
    holder = null;
    word.replace(held, 0);
  }

  /** C1: whether the word is still that of the holder, which is this thread. */
  boolean isIntact() {
    return word.current() == held;
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

  int depth() {
    return depth;
  }

  /**
   * Lets nobody in through this handle from now on. Taking the word comes before reading {@code state},
   * and here writing that before reading the word: either the taker sees that the handle closes, or this
   * method sees the taker. One that takes the word after this method's last look finds the memory gone
   * when it gives the word back; {@link #disown} does it then.
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
