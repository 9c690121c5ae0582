package org.sharedstruct.guard;

import java.lang.foreign.MemorySegment;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who holds the region's lock through one handle, and how often. It makes the lock word reentrant and
 * knows how to wait for it; what happens with the first and the last hold is the guard's business.
 *
 * <p>{@code holder} and {@code inner} are written by the thread that owns the lock word alone. Another
 * thread may read {@code holder} at any time: it can find itself there only if it wrote that itself and
 * has not unlocked since. There is no more to be written for a hold: taking and freeing the word wait for
 * all stores before them.
 */
final class Hold {

  /** The holds of this class loader, by region and participant; weak, so that they keep no handle open. */
  private static final Map<Key, WeakReference<Hold>> HOLDS = new ConcurrentHashMap<>();

  /** Whose hold it is. */
  private record Key(long region, long participant) {}

  /** Whether the handle is still to be used. While that is being decided nobody gets in. */
  private enum State { OPEN, CLOSING }

  private final LockWord word;
  private final long mine;
  private final long signature;
  private final long region;
  private final Object name;

  private volatile State state = State.OPEN;

  /** The id of the thread that is in; zero: none. To store a reference can cost a fence of the collector. */
  private long holder;

  /** How many holds there are within the first. */
  private int inner;

  Hold(LockWord word, long region, Object name) {
    this.word = word;
    mine = word.mine();
    signature = Signature.of(word.participant());
    this.region = region;
    this.name = name;
    if (word.participant() != 0) {
      HOLDS.put(new Key(region, word.participant()), new WeakReference<>(this));
    }
  }

  /** A1: enters once more if this thread is in already. */
  boolean reenter() {
    if (!isMine()) {
      return false;
    }
    inner++;
    return true;
  }

  /** A2: enters if nobody is in. */
  boolean tryEnter(MemorySegment segment) {
    long me = Thread.currentThread().threadId();
    return LockWord.tryTake(segment, LockWord.of(mine, me)) && entered(segment, me, 0);
  }

  /** A3: enters in place of an owner that is dead. */
  boolean tryEnterForDead(MemorySegment segment) {
    long owner = LockWord.current(segment);
    long me = Thread.currentThread().threadId();
    return owner != 0 && word.tryTakeOver(segment, owner, LockWord.of(mine, me)) && entered(segment, me, owner);
  }

  private boolean entered(MemorySegment segment, long me, long before) {
    if (state != State.OPEN) {
      giveBack(segment, LockWord.of(mine, me), before);
      return false; // perhaps it stays open, if somebody else is in
    }
    Signature.sign(segment, signature);
    holder = me;
    return true;
  }

  /** The handle closes: the dead owner's word goes back, so that the next one sees that it died. */
  private void giveBack(MemorySegment segment, long taken, long before) {
    LockWord.replace(segment, taken, before);
  }

  /**
   * Looks whether the word is taken by this very thread, through another handle.
   *
   * @throws IllegalStateException if so: it would wait for itself
   */
  void refuseToWaitForMyself(MemorySegment segment) {
    WeakReference<Hold> owner = HOLDS.get(new Key(region, LockWord.participantOf(LockWord.current(segment))));
    Hold other = owner == null ? null : owner.get();
    if (other != null && other.isMine()) {
      throw new IllegalStateException(
          Thread.currentThread() + " holds the lock of " + name + " through another handle");
    }
  }

  /** Leaves one of several holds. */
  void leaveInner() {
    inner--;
  }

  /** U1: leaves the only hold. If somebody has taken the word over, it stays his. */
  void leave(MemorySegment segment) {
    long taken = LockWord.of(mine, holder);
    holder = 0;
    LockWord.replace(segment, taken, 0);
  }

  /** C1: whether the word is still that of the holder, which is this thread. */
  boolean isIntact(MemorySegment segment) {
    return LockWord.current(segment) == LockWord.of(mine, holder);
  }

  boolean isMine() {
    return holder == Thread.currentThread().threadId();
  }

  void requireMine() {
    if (!isMine()) {
      throw new IllegalMonitorStateException(
          Thread.currentThread() + " does not hold the lock of " + name);
    }
  }

  /** How often the holder, who asks, is in. */
  int depth() {
    return inner + 1;
  }

  boolean isInner() {
    return inner > 0;
  }

  /**
   * Lets nobody in through this handle from now on, until {@link #reopen}. Nobody is told that it is closed
   * before the memory is gone: it may stay open if that cannot be unmapped. Taking the word comes before reading {@code state},
   * and here writing that before reading the word: either the taker sees that the handle closes, or this
   * method sees the taker. One that takes the word after this method's last look finds the memory gone
   * when it gives the word back; {@link #disown} does it then.
   *
   * @throws IllegalStateException if a thread is in; it stays in
   */
  void shut(MemorySegment segment) {
    state = State.CLOSING;
    while (word.isMine(segment)) {
      long owner = holder;
      if (owner != 0) {
        state = State.OPEN;
        throw new IllegalStateException(name + " cannot be closed: " + describe(owner) + " holds its lock");
      }
      Thread.onSpinWait();
    }
  }

  private static String describe(long thread) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(candidate -> candidate.threadId() == thread)
        .map(found -> "thread " + thread + " (" + found.getName() + ")")
        .findAny().orElse("thread " + thread);
  }

  /** The memory could not be unmapped: all goes on as before {@link #shut}. */
  void reopen() {
    state = State.OPEN;
  }

  /** Forgets a participant that has left. */
  static void forget(long region, long participant) {
    HOLDS.remove(new Key(region, participant));
  }
}
