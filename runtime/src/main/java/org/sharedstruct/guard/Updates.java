package org.sharedstruct.guard;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.sharedstruct.kernel.StackReserve;

/**
 * What writes through a guard: each method takes the lock, writes, and commits; S, C, X, 1, U and M of
 * {@link Guard}. If it throws, nothing of it stays.
 *
 * <p>That must be true of a {@link StackOverflowError} and an {@link OutOfMemoryError} too, which any call
 * and any allocation in here can throw. So all methods have the same form, which looks like repetition and
 * cannot be a method of its own, since calling that could fail as well: what begins returns with the lock
 * or throws without it; then whatever fails is undone by {@code rollback}; and where that fails, the
 * depth of the operation is stored as a debt ({@link Hold}), which needs no call. After the commit itself
 * nothing is thrown any more: a hold that cannot be given back is left to the next thread that finds it.
 *
 * <p>The methods are small, and begin and commit {@linkplain Usual elsewhere}, so that the compiler inlines each
 * of them into its caller and allocates nothing for a lambda that captures, nor for the view of an element.
 */
public final class Updates {

  private final MemorySegment segment;
  private final Hold hold;
  private final Section section;
  private final Mutex mutex;
  private final Undo undo;
  private final Object name;

  Updates(MemorySegment segment, Hold hold, Section section, Mutex mutex, Object name) {
    this.segment = segment;
    this.hold = hold;
    this.section = section;
    this.mutex = mutex;
    this.name = name;
    undo = section.undo();
  }

  // one element

  /**
   * Runs an action that writes an element.
   *
   * @param <V> the view
   * @param index the element, within bounds; 0 for a single struct
   * @param view of that element, in place
   * @param action is given the view
   */
  public <V> void update(long index, V view, Consumer<? super V> action) {
    int depth = begin(index);
    try {
      action.accept(view);
      commit(depth);
    } catch (Throwable failure) {
      try {
        rollback(depth);
      } catch (Throwable again) {
        hold.debt = depth;
      }
      throw failure;
    }
  }

  /**
   * As {@link #update}, with a second argument, for which no lambda has to be made.
   *
   * @param <V> the view
   * @param <T> the argument's type
   * @param index the element, within bounds; 0 for a single struct
   * @param view of that element, in place
   * @param action is given the view and the argument
   * @param argument what the action is given
   */
  public <V, T> void update(long index, V view, BiConsumer<? super V, ? super T> action, T argument) {
    int depth = begin(index);
    try {
      action.accept(view, argument);
      commit(depth);
    } catch (Throwable failure) {
      try {
        rollback(depth);
      } catch (Throwable again) {
        hold.debt = depth;
      }
      throw failure;
    }
  }

  /**
   * As {@link #update}, with a result.
   *
   * @param <V> the view
   * @param <T> the result's type
   * @param index the element, within bounds; 0 for a single struct
   * @param view of that element, in place
   * @param function is given the view
   * @return what the function returned
   */
  public <V, T> T compute(long index, V view, Function<? super V, ? extends T> function) {
    int depth = begin(index);
    try {
      T result = function.apply(view);
      commit(depth);
      return result;
    } catch (Throwable failure) {
      try {
        rollback(depth);
      } catch (Throwable again) {
        hold.debt = depth;
      }
      throw failure;
    }
  }

  // any elements

  /**
   * Runs a function that writes any elements, as one commit where there is undo space for that.
   *
   * @param <A> the array
   * @param <T> the result's type
   * @param array the array
   * @param function is given the array
   * @return what the function returned
   */
  public <A, T> T computeAll(A array, Function<? super A, ? extends T> function) {
    int depth = beginAll(false);
    try {
      T result = function.apply(array);
      commit(depth);
      return result;
    } catch (Throwable failure) {
      try {
        rollback(depth);
      } catch (Throwable again) {
        hold.debt = depth;
      }
      throw failure;
    }
  }

  /**
   * As {@link #computeAll}, also if the elements are half written. They are a whole again afterwards.
   *
   * @param <A> the array
   * @param array the array
   * @param action is given the array
   */
  public <A> void repair(A array, Consumer<? super A> action) {
    int depth = beginAll(true);
    try {
      action.accept(array);
      section.repaired(segment);
      commit(depth);
    } catch (Throwable failure) {
      try {
        rollback(depth);
      } catch (Throwable again) {
        hold.debt = depth;
      }
      throw failure;
    }
  }

  /**
   * Stores into some elements one after the other, as {@link #computeAll} would. The caller has checked
   * all values before, so that no store fails: then nothing that grows with the array has to be kept for
   * undoing it, unless it is part of an operation that may fail.
   *
   * <p>Should a store fail nevertheless, which takes a file that is truncated, a full disk behind a hole of
   * it, or a stack that ends, an array without undo space for all elements is left half written, and said
   * to be.
   *
   * @param first the first element
   * @param count how many
   * @param store stores one element, which it is given
   */
  public void storeEach(long first, long count, LongConsumer store) {
    int depth = beginBulk(first, count);
    try {
      for (long index = first; index < first + count; index++) {
        section.touch(segment, index, depth);
        store.accept(index);
      }
      commit(depth);
    } catch (Throwable failure) {
      try {
        rollback(depth);
      } catch (Throwable again) {
        hold.debt = depth;
      }
      throw Faults.explain(failure, segment, name);
    }
  }

  /**
   * As {@link #storeEach}, for one field that is a word in each element: a reader that finds some of them
   * stored, and some not, has seen as many commits.
   *
   * @param first the first element
   * @param count how many; two at least, since for one there is undo space always
   * @param store stores all
   */
  public void storeWords(long first, long count, Runnable store) {
    int depth = beginBulk(first, count);
    try {
      section.beginWords(segment, first, count, depth);
      store.run();
      section.endWords(segment);
      commit(depth);
    } catch (Throwable failure) {
      try {
        rollback(depth);
      } catch (Throwable again) {
        hold.debt = depth;
      }
      throw Faults.explain(failure, segment, name);
    }
  }

  /**
   * Runs a function while this thread holds the lock, if that is free. It writes nothing.
   *
   * @param <T> the result's type
   * @param reading returns anything but null
   * @return what the function returned; null if the lock was not free
   */
  public <T> T readHolding(Supplier<? extends T> reading) {
    if (!mutex.tryAcquireFree(segment)) {
      return null;
    }
    int depth = hold.inner + 1;
    try {
      T result = reading.get();
      commit(depth);
      return result;
    } catch (Throwable failure) {
      try {
        rollback(depth);
      } catch (Throwable again) {
        hold.debt = depth;
      }
      throw failure;
    }
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
    if (hold.isBetween()) {
      storeBetween(segment, index, at, width, bits);
    } else {
      Usual.store(this, index, at, width, bits);
    }
  }

  /** In the writer session of this thread. */
  private void storeBetween(MemorySegment segment, long index, long at, int width, long bits) {
    boolean stored = false;
    boolean told = false;
    try {
      long current = Seqlock.fencedCurrent(segment); // 1.2
      section.requireMine(segment); // M2
      if (!section.isWhole(segment, current)) {
        throw mutex.ownerDied();
      }
      section.store(segment, index, at, width, bits); // the commit
      stored = true;
      Seqlock.close(segment, current); // 1.4
      told = true;
      Sleepers.wakeForCommit(segment); // M4
    } catch (Throwable failure) {
      if (!stored) {
        throw Faults.explain(failure, segment, name);
      }
      if (!told) {
        hold.between = 0;
        hold.debt = 1; // what was stored stays, and the next thread tells of it
      }
    }
  }

  private void storeNext(long index, long at, int width, long bits) {
    try {
      mutex.acquireNext(segment, false); // A1, A3
    } catch (RuntimeException | InternalError failure) {
      throw Faults.explain(failure, segment, name);
    }
    int depth = hold.inner + 1;
    boolean stored = false;
    try {
      if (depth == 1) {
        VarHandle.storeStoreFence(); // 1.2
        section.store(segment, index, at, width, bits); // the commit
        stored = true;
        Seqlock.bump(segment); // 1.4
      } else {
        section.storeWithin(segment, index, at, width, bits, depth);
        stored = true;
      }
      leaveStore(depth);
    } catch (Throwable failure) {
      if (stored && depth == 1) {
        hold.debt = 1; // what was stored stays, and the next thread tells of it
      } else if (stored) {
        section.openDepth = section.openDepth < depth ? section.openDepth : depth - 1;
        hold.inner = depth - 2;
      } else {
        try {
          cancelStore(depth);
        } catch (Throwable again) {
          hold.debt = depth;
        }
        throw Faults.explain(failure, segment, name);
      }
    }
  }

  /**
   * Reads a field of 1, 2, 4 or 8 bytes and stores another value, as one commit.
   *
   * @param index the element, within bounds
   * @param at byte offset in the element
   * @param width bytes of the field
   * @param exchange what to store, and whether
   * @param expected passed to {@code exchange}
   * @param operand passed to {@code exchange}
   * @return the bits that were there; those beyond the width are any
   */
  public long exchange(long index, long at, int width, Exchange exchange, long expected, long operand) {
    return Usual.exchange(this, index, at, width, exchange, expected, operand);
  }

  private void leaveStore(int depth) {
    if (depth == 1) {
      mutex.free(segment);
    } else {
      section.leaveInner(depth);
      hold.inner = depth - 2;
    }
  }

  private void cancelStore(int depth) {
    if (depth == 1) {
      hold.debt = 1;
      mutex.adopt(segment, false);
    } else {
      section.cancelStore(segment, depth);
      hold.inner = depth - 2;
    }
  }

  // S, C, X and U

  private void acquire(boolean repairing) {
    try {
      mutex.acquire(segment, repairing);
    } catch (RuntimeException | InternalError failure) {
      throw Faults.explain(failure, segment, name);
    }
  }

  /** A2. */
  private boolean tryEnter(MemorySegment segment) {
    try {
      return hold.tryEnter(segment);
    } catch (RuntimeException | InternalError failure) {
      throw Faults.explain(failure, segment, name);
    }
  }

  /** Calls it by a method of its own, which {@link Usual} needs. */
  private int begin(long index) {
    return Usual.begin(this, index);
  }

  /** As {@link #begin}. */
  private void commit(int depth) {
    Usual.commit(this, depth);
  }

  /**
   * The usual way of an operation on one element. It is called, and nowhere compiled into its caller: HotSpot
   * inlines no method of an exception class into the code of another class, unless it is called straight from
   * the method which that code is of ({@code InlineTree::should_not_inline}). Otherwise compiled code of
   * {@link #update} could have all of a section in it, and be too big to be inlined in turn: then what its
   * caller makes for it, such as a lambda that captures, must be allocated. Whether it is so would hang on
   * which of the two methods is compiled first.
   */
  @SuppressWarnings("serial") // there is no instance
  private static final class Usual extends Exception {

    /** Begins an operation. Most often the lock is free, and nothing else is to be looked at. */
    static int begin(Updates to, long index) {
      MemorySegment segment = to.segment;
      Hold hold = to.hold; // or it would be read anew after each fence
      Section section = to.section;
      if (hold.isBetween()) {
        return to.beginBetween(segment, index);
      }
      long me = Thread.currentThread().threadId();
      if (!to.tryEnter(segment)) {
        return to.beginNext(index);
      }
      try {
        boolean usual = hold.isUsual();
        VarHandle.storeStoreFence(); // S1
        if (!usual || !section.beginAlone(segment, index)) {
          to.mutex.acquireTaken(segment); // A5
          section.begin(segment, index, 1);
        }
        return 1;
      } catch (Throwable failure) {
        if (hold.holder == me) { // it may have been given back
          try {
            to.rollback(1);
          } catch (Throwable again) {
            hold.debt = 1;
          }
        }
        throw Faults.explain(failure, segment, to.name);
      }
    }

    /** A single store. */
    static void store(Updates to, long index, long at, int width, long bits) {
      MemorySegment segment = to.segment;
      Hold hold = to.hold; // or it would be read anew after each fence
      Section section = to.section;
      long me = Thread.currentThread().threadId();
      if (!to.tryEnter(segment)) {
        to.storeNext(index, at, width, bits);
        return;
      }
      boolean stored = false;
      try {
        long current = hold.isUsual() ? Seqlock.fencedCurrent(segment) : Seqlock.ODD; // 1.2
        if (!section.isWhole(segment, current)) {
          to.mutex.acquireTaken(segment); // A5
          current = Seqlock.fencedCurrent(segment);
        }
        section.store(segment, index, at, width, bits); // the commit
        stored = true;
        Seqlock.close(segment, current); // 1.4
        to.mutex.free(segment);
      } catch (Throwable failure) {
        if (stored) {
          hold.debt = 1; // what was stored stays, and the next thread tells of it
          return;
        }
        if (hold.holder == me) { // it may have been given back
          try {
            to.cancelStore(1);
          } catch (Throwable again) {
            hold.debt = 1;
          }
        }
        throw Faults.explain(failure, segment, to.name);
      }
    }

    /** A single store that depends on what was there. */
    static long exchange(
        Updates to, long index, long at, int width, Exchange exchange, long expected, long operand) {
      to.acquire(false);
      int depth = to.hold.inner + 1;
      boolean stored = false;
      long before = 0;
      try {
        before = Elements.get(to.segment, to.undo.offset(index) + at, width);
        if (exchange.stores(before, expected, width)) {
          long after = exchange.value(before, operand);
          if (depth == 1) {
            VarHandle.storeStoreFence(); // 1.2
            to.section.store(to.segment, index, at, width, after);
            stored = true;
            Seqlock.bump(to.segment);
          } else {
            to.section.storeWithin(to.segment, index, at, width, after, depth);
            stored = true;
          }
        }
        to.leaveStore(depth);
      } catch (Throwable failure) {
        if (stored && depth == 1) {
          to.hold.debt = 1; // what was stored stays, and the next thread tells of it
        } else if (stored) {
          to.section.openDepth = to.section.openDepth < depth ? to.section.openDepth : depth - 1;
          to.hold.inner = depth - 2;
        } else {
          try {
            to.cancelStore(depth);
          } catch (Throwable again) {
            to.hold.debt = depth;
          }
          throw Faults.explain(failure, to.segment, to.name);
        }
      }
      return before;
    }

    /** Ends an operation; the commit, if it is the only hold. If it throws, the operation is to be undone. */
    static void commit(Updates to, int depth) {
      if (!to.hold.isOfThisThread() || !to.section.commitAlone(to.segment)) {
        to.commitOtherwise(depth);
        return;
      }
      try {
        to.mutex.free(to.segment);
      } catch (Throwable late) {
        to.hold.debt = 1;
      }
    }
  }

  /** In the writer session of this thread. */
  private int beginBetween(MemorySegment segment, long index) {
    try {
      VarHandle.storeStoreFence(); // S1
      section.requireMine(segment); // M2
      hold.between = 0;
      if (!section.beginAlone(segment, index)) {
        throw mutex.ownerDied();
      }
      return 1;
    } catch (Throwable failure) {
      if (hold.between == 0) { // it has begun
        try {
          rollback(1);
        } catch (Throwable again) {
          hold.debt = 1;
        }
      }
      throw Faults.explain(failure, segment, name);
    }
  }

  private int beginNext(long index) {
    try {
      mutex.acquireNext(segment, false); // A1, A3
    } catch (RuntimeException | InternalError failure) {
      throw Faults.explain(failure, segment, name);
    }
    int depth = hold.inner + 1;
    try {
      section.begin(segment, index, depth);
    } catch (Throwable failure) {
      try {
        rollback(depth);
      } catch (Throwable again) {
        hold.debt = depth;
      }
      throw Faults.explain(failure, segment, name);
    }
    return depth;
  }

  private int beginAll(boolean repairing) {
    acquire(repairing);
    int depth = hold.inner + 1;
    try {
      section.beginAll(depth);
    } catch (Throwable failure) {
      try {
        rollback(depth);
      } catch (Throwable again) {
        hold.debt = depth;
      }
      throw failure;
    }
    return depth;
  }

  private int beginBulk(long first, long count) {
    StackReserve.ensure(); // for the stores, which are perhaps not undone
    acquire(false);
    int depth = hold.inner + 1;
    try {
      section.beginBulk(segment, first, count, depth);
    } catch (Throwable failure) {
      try {
        rollback(depth);
      } catch (Throwable again) {
        hold.debt = depth;
      }
      throw Faults.explain(failure, segment, name);
    }
    return depth;
  }

  private void commitOtherwise(int depth) {
    hold.requireCommittable();
    if (hold.inner > 0) {
      section.commitInner(depth, hold.inner);
      hold.inner--;
      return;
    }
    section.end(segment);
    try {
      trimAndFree();
    } catch (Throwable late) {
      hold.debt = 1;
    }
  }

  private void trimAndFree() {
    if (section.kept) {
      section.trim();
    }
    if (hold.sessions != 0 && section.isDirty(segment)) {
      hold.sessions = 0; // nobody is at the half-written elements any more: others are not to wait for it
    }
    mutex.free(segment);
  }

  /** Undoes an operation and ends it. If it throws, that is still to be done. */
  private void rollback(int depth) {
    if (!hold.isWithin()) {
      return; // the operation itself has given the lock back
    }
    if (hold.debt != 0) {
      hold.inner = depth - 1;
    }
    section.rollback(segment, depth);
    hold.debt = 0;
    if (hold.inner > 0) {
      section.leaveInner(hold.inner + 1);
      hold.inner--;
      return;
    }
    section.end(segment);
    trimAndFree();
  }

  /**
   * M1: begins a writer session of this thread, or one within it.
   *
   * @return its number
   * @throws IllegalStateException if the thread holds the lock, and not in a session
   */
  long beginSession() {
    if (hold.isMine()) {
      if (hold.sessions == 0) {
        throw new IllegalStateException(Thread.currentThread() + " holds the lock of " + name
            + " already; a writer session begins before that is taken");
      }
      hold.sessions++;
      return hold.session;
    }
    acquire(false);
    hold.session++;
    hold.sessions = 1;
    hold.between = hold.holder;
    return hold.session;
  }

  /**
   * M5: ends a writer session of this thread, unless that was lost.
   *
   * @throws IllegalStateException if something is going on in it that has not ended
   */
  void endSession(long session) {
    if (!hold.isMine() || hold.sessions == 0 || hold.session != session) {
      return;
    }
    if (hold.sessions > 1) {
      hold.sessions--;
      return;
    }
    if (!hold.isBetween()) {
      throw new IllegalStateException("the writer session of " + Thread.currentThread() + " in " + name
          + " cannot end: the thread holds the lock, or is within an update, that began in it");
    }
    long me = Thread.currentThread().threadId();
    try {
      hold.sessions = 0;
      hold.between = 0;
      release();
    } catch (Throwable failure) {
      if (hold.holder == me) {
        hold.debt = 1;
      }
      throw failure;
    }
  }

  /** Gives the lock back once. What an operation in the hold could not undo when it failed is undone first. */
  void release() {
    hold.requireMine();
    int owed = hold.debt;
    if (owed != 0 && hold.inner > owed - 2) {
      hold.inner = owed - 2;
    }
    if (hold.inner > 0) {
      section.leaveInner(hold.inner + 1);
      hold.inner--;
      return;
    }
    try {
      if (owed != 0) {
        section.rollback(segment, owed);
        hold.debt = 0;
      }
      section.end(segment);
    } catch (Throwable failure) {
      hold.debt = 1;
      try {
        mutex.adopt(segment, false);
      } catch (Throwable again) {
        // left to the next thread that finds it
      }
      throw Faults.explain(failure, segment, name);
    }
    try {
      trimAndFree();
    } catch (Throwable late) {
      hold.debt = 1;
    }
  }
}
