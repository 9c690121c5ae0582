package org.sharedstruct.region;

/**
 * Who holds the region's lock through one handle, and how often. It makes the lock word reentrant and
 * knows how to wait for it; what happens with the first and the last hold is the guard's business.
 *
 * <p>{@code holder} and {@code depth} are written by the thread that owns the lock word alone. Another
 * thread may read {@code holder} at any time: it can find itself there only if it wrote that itself and
 * has not unlocked since.
 */
final class Hold {

  private final LockWord word;
  private final Object name;

  /** True once the handle is being closed: whoever then takes the word gives it back at once. */
  private volatile boolean closing;

  private Thread holder;
  private int depth;

  Hold(LockWord word, Object name) {
    this.word = word;
    this.name = name;
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
    if (closing) {
      word.free();
      throw new IllegalStateException(name + " is closed");
    }
    holder = me;
    depth = 1;
    return true;
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

  boolean isTaken() {
    return word.current() != 0;
  }

  int depth() {
    return depth;
  }

  /**
   * Lets nobody in through this handle from now on. Taking the word comes before reading {@code
   * closing}, and here writing that before reading the word: either the taker sees that the handle
   * closes, or this method sees the taker.
   *
   * @throws IllegalStateException if a thread is in; it stays in
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
}
