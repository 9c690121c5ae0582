package org.sharedstruct.support;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.sharedstruct.InvalidValueException;
import org.sharedstruct.guard.Faults;
import org.sharedstruct.guard.Exchange;
import org.sharedstruct.guard.Guard;
import org.sharedstruct.guard.Updates;
import org.sharedstruct.region.Region;

/**
 * How guarded views reach the memory: through the region's guard and, if the user gave a lock, with
 * that around every write.
 */
public final class ViewGuard {

  private static final int OPTIMISTIC_READS = 64;

  /** How often a reader that cannot take the lock tries to read a part before it tries a smaller one. */
  private static final int READS_OF_A_PART = 8;

  private final Region region;
  private final Guard guard;
  private final Updates updates;

  /** The lock that the user gave, or null. */
  private final Lock outer;

  /** A thread that could not give the user's lock back. It owns the lock, so there is one at most. */
  private volatile Thread debtor;

  ViewGuard(Region region, Lock outer) {
    this.region = region;
    this.outer = outer;
    guard = region.guard();
    updates = guard.updates();
  }

  Lock lock() {
    return outer == null ? region.lock() : outer;
  }

  boolean isReadOnly() {
    return region.isReadOnly();
  }

  boolean isOpen() {
    return region.isOpen();
  }

  long version() {
    return guard.version();
  }

  long awaitChange(long version, Duration timeout) {
    return awaitChange(version, Nanos.of(timeout));
  }

  long awaitChange(long version, long nanos) {
    return guard.awaitChange(version, nanos);
  }

  /** Names one struct in messages. */
  String nameOf(long index) {
    return region.isArray() ? "element " + index + " of " + region : region.toString();
  }

  /**
   * For generated views: the memory of the region.
   *
   * @return a segment
   */
  public MemorySegment memory() {
    return region.segment();
  }

  /**
   * For generated views: where an element lies.
   *
   * @param index the element, counted from the region's first
   * @return its byte offset in the memory
   */
  public long offset(long index) {
    return guard.data(index);
  }

  /**
   * For generated views: what keeps the memory.
   *
   * @return the region
   */
  public Object owner() {
    return region;
  }

  /** Begins a read in place, from the memory of a raw view. */
  static long stamp(MemorySegment memory) {
    return Guard.stamp(memory);
  }

  /** Whether nobody was writing: then the committed bytes of each element are where it lies always. */
  static boolean isInPlace(long stamp) {
    return (stamp & 1) == 0;
  }

  /** Whether what was read in place since the stamp is all of one commit. */
  boolean valid(MemorySegment memory, long stamp) {
    return guard.valid(memory, stamp);
  }

  /** Whether what was read of one element since the stamp is all of one commit. */
  private boolean valid(long stamp, long index, long source) {
    return guard.isSettled(stamp, index, source) && guard.valid(stamp);
  }

  RuntimeException explain(Throwable failure) {
    return Faults.explain(failure, region.segment(), region);
  }

  /**
   * What to do after a read that commits have disturbed: from some number on the lock is taken for it if it
   * is free, so that steady commits starve no reader.
   *
   * @param attempt how many there were
   * @param reading reads in place; returns anything but null
   * @return what it returned; null: read again
   */
  private <T> T settle(int attempt, Supplier<T> reading) {
    Thread.onSpinWait();
    return attempt > OPTIMISTIC_READS && !isReadOnly() ? updates.readHolding(reading) : null;
  }

  /**
   * Reads one element as one commit left it: again and again, until none came in between. A value that
   * cannot be made of the bytes is a reason to read again, too, unless nobody has written them meanwhile.
   *
   * @param index the element
   * @param reading is given where the committed bytes of the element lie
   */
  private <T> T read(long index, LongFunction<T> reading) {
    try {
      for (int attempt = 0;; attempt++) {
        long stamp = guard.stamp();
        long source = guard.source(stamp, index);
        try {
          T value = reading.apply(source);
          if (valid(stamp, index, source)) {
            return value;
          }
        } catch (InvalidValueException perhapsTorn) {
          if (valid(stamp, index, source)) {
            throw perhapsTorn;
          }
        }
        T settled = settle(attempt, () -> reading.apply(guard.data(index)));
        if (settled != null) {
          return settled;
        }
      }
    } catch (RuntimeException | InternalError failure) {
      throw explain(failure);
    }
  }

  /** Reads several elements under one stamp, again and again if need be. */
  @FunctionalInterface
  interface Part {

    /**
     * Reads some elements to where they belong on the heap.
     *
     * @param moment under which to read
     * @param from the first of them, counted from the first of all that are read
     * @param count how many
     */
    void read(Moment moment, long from, long count);
  }

  /**
   * As {@link #read}, for several elements: all of one moment. A handle that cannot take the lock has no means
   * against commits that come faster than it reads; it goes on in parts then, each of one moment.
   *
   * @param count how many elements
   * @param reading reads all, or a part
   */
  void ofOneMoment(long count, Part reading) {
    try {
      long size = Math.max(1, count);
      for (long from = 0; from < count;) {
        long part = Math.min(size, count - from);
        if (readTogether(from, part, reading)) {
          from += part;
        } else {
          size = Math.max(1, part / 2);
        }
      }
    } catch (RuntimeException | InternalError failure) {
      throw explain(failure);
    }
  }

  /** False, if only a smaller part can be read as a whole. */
  private boolean readTogether(long from, long count, Part reading) {
    for (int attempt = 0; !isReadOnly() || count == 1 || attempt < READS_OF_A_PART; attempt++) {
      Moment moment = new Moment(guard);
      try {
        reading.read(moment, from, count);
        if (moment.isOver()) {
          return true;
        }
      } catch (InvalidValueException perhapsTorn) {
        if (moment.isOver()) {
          throw perhapsTorn;
        }
      }
      if (settle(attempt, () -> readNow(from, count, reading)) != null) {
        return true;
      }
    }
    return false;
  }

  private Boolean readNow(long from, long count, Part reading) {
    reading.read(new Moment(guard), from, count);
    return true;
  }

  <T> T read(long index, long at, Codec<T> codec) {
    return read(index, source -> codec.get(region.segment(), source + at));
  }

  /** Reads what lies at a byte offset. */
  <T> T readAt(long offset, Codec<T> codec) {
    return codec.get(region.segment(), offset);
  }

  /** Reads a field of some elements, all of one moment. */
  <A> void copyTo(long first, long at, Column<A> column, A target) {
    ofOneMoment(column.length(target), (moment, from, count) -> {
      if (moment.isQuiet()) {
        column.loadAll(region.segment(), guard.data(first + from) + at, stride(), target, (int) from, (int) count);
        return;
      }
      for (long i = from; i < from + count; i++) {
        int index = (int) i;
        moment.read(first + index, source -> {
          column.load(region.segment(), source + at, target, index);
          return target;
        });
      }
    });
  }

  /** Copies the data of all elements, all of one moment; nothing of what guards them. */
  void copyTo(MemorySegment target) {
    ofOneMoment(region.length(), (moment, from, count) -> {
      if (moment.isQuiet()) {
        MemorySegment.copy(region.segment(), guard.data(from), target, from * stride(), count * stride());
        return;
      }
      for (long i = from; i < from + count; i++) {
        long index = i;
        moment.read(index, source -> {
          MemorySegment.copy(region.segment(), source, target, index * stride(), stride());
          return target;
        });
      }
    });
  }

  /** Copies a field of some elements from the heap; the values were checked. */
  <A> void copyFrom(long first, long at, Column<A> column, A source) {
    long offset = guard.data(first) + at;
    int count = column.length(source);
    if (column.isWord() && count > 1) {
      storeWords(first, count, () -> column.storeAll(region.segment(), offset, stride(), source));
    } else {
      storeEach(first, count, index -> column.store(region.segment(), guard.data(index) + at, source, (int) (index - first)));
    }
  }

  /** Stores values in some elements, which were checked. */
  <T> void storeAll(long first, long count, Codec<T> codec, LongFunction<? extends T> values) {
    storeEach(first, count, index -> codec.set(region.segment(), guard.data(index), values.apply(index - first)));
  }

  private long stride() {
    return region.schema().size();
  }

  <T> void write(long index, long at, Codec<T> codec, T value) {
    long offset = guard.data(index) + at;
    update(index, codec, (to, what) -> to.set(region.segment(), offset, what), value);
  }

  /**
   * Reads a value of the last commit that is no word.
   *
   * @param <T> the value's type
   * @param index the element
   * @param at byte offset in the element
   * @param codec how it lies in memory
   * @return the value
   * @throws InvalidValueException if what was committed is none
   */
  public <T> T get(long index, long at, Codec<T> codec) {
    return codec.get(this, index, at);
  }

  /**
   * Writes a value that is no word, as one commit unless a section is open.
   *
   * @param <T> the value's type
   * @param index the element
   * @param at byte offset in the element
   * @param codec how it lies in memory
   * @param value the value
   * @throws IllegalArgumentException if there is no room for it; nothing is written then
   */
  public <T> void set(long index, long at, Codec<T> codec, T value) {
    codec.set(this, index, at, value);
  }

  // writes, in the user's lock if there is one

  <V> void update(long index, V view, Consumer<? super V> action) {
    if (outer == null) {
      updates.update(index, view, action);
    } else {
      inside(() -> updates.update(index, view, action));
    }
  }

  <V, T> void update(long index, V view, BiConsumer<? super V, ? super T> action, T argument) {
    if (outer == null) {
      updates.update(index, view, action, argument);
    } else {
      inside(() -> updates.update(index, view, action, argument));
    }
  }

  <V, T> T compute(long index, V view, Function<? super V, ? extends T> function) {
    return outer == null
        ? updates.compute(index, view, function)
        : inside(() -> updates.compute(index, view, function));
  }

  <A, T> T computeAll(A array, Function<? super A, ? extends T> function) {
    return outer == null
        ? updates.computeAll(array, function)
        : inside(() -> updates.computeAll(array, function));
  }

  <A> void repair(A array, Consumer<? super A> action) {
    inside(() -> updates.repair(array, action));
  }

  void storeEach(long first, long count, LongConsumer store) {
    inside(() -> updates.storeEach(first, count, store));
  }

  void storeWords(long first, long count, Runnable store) {
    inside(() -> updates.storeWords(first, count, store));
  }

  private void store(long index, long at, int width, long bits) {
    if (outer == null) {
      updates.store(index, at, width, bits);
    } else {
      storeInside(index, at, width, bits);
    }
  }

  private void storeInside(long index, long at, int width, long bits) {
    inside(() -> updates.store(index, at, width, bits));
  }

  private long exchange(long index, long at, int width, Exchange exchange, long expected, long operand) {
    if (outer == null) {
      return updates.exchange(index, at, width, exchange, expected, operand);
    }
    long[] before = new long[1]; // made beforehand: after the commit nothing must fail
    inside(() -> {
      before[0] = updates.exchange(index, at, width, exchange, expected, operand);
    });
    return before[0];
  }

  private void inside(Runnable write) {
    inside(() -> {
      write.run();
      return null;
    });
  }

  /**
   * Writes in the user's lock. When that is to be given back, the write is committed, or undone; so an Error
   * in giving it back is not thrown. Only this thread can give it back, and tries again with its next write.
   */
  private <T> T inside(Supplier<T> write) {
    if (outer == null) {
      return write.get();
    }
    Thread me = Thread.currentThread();
    payDebt(me);
    outer.lock();
    try {
      return write.get();
    } finally {
      try {
        outer.unlock();
      } catch (VirtualMachineError once) {
        try {
          outer.unlock();
        } catch (IllegalMonitorStateException givenBack) {
          // by the first try
        } catch (VirtualMachineError again) {
          debtor = me;
        }
      }
    }
  }

  private void payDebt(Thread me) {
    if (debtor == me) {
      debtor = null;
      try {
        outer.unlock();
      } catch (IllegalMonitorStateException givenBack) {
        // by the user
      }
    }
  }

  /**
   * Reads a boolean of the last commit.
   *
   * @param index the element
   * @param at byte offset in the element
   * @return the value
   */
  public boolean getBoolean(long index, long at) {
    return guard.read(index, at, Byte.BYTES) != 0;
  }

  /**
   * Writes a boolean, as one commit unless a section is open.
   *
   * @param index the element
   * @param at byte offset in the element
   * @param value the value
   */
  public void setBoolean(long index, long at, boolean value) {
    store(index, at, Byte.BYTES, value ? 1 : 0);
  }

  /**
   * Reads a byte of the last commit.
   *
   * @param index the element
   * @param at byte offset in the element
   * @return the value
   */
  public byte getByte(long index, long at) {
    return (byte) guard.read(index, at, Byte.BYTES);
  }

  /**
   * Writes a byte, as one commit unless a section is open.
   *
   * @param index the element
   * @param at byte offset in the element
   * @param value the value
   */
  public void setByte(long index, long at, byte value) {
    store(index, at, Byte.BYTES, value);
  }

  /**
   * Reads a short of the last commit.
   *
   * @param index the element
   * @param at byte offset in the element
   * @return the value
   */
  public short getShort(long index, long at) {
    return (short) guard.read(index, at, Short.BYTES);
  }

  /**
   * Writes a short, as one commit unless a section is open.
   *
   * @param index the element
   * @param at byte offset in the element
   * @param value the value
   */
  public void setShort(long index, long at, short value) {
    store(index, at, Short.BYTES, value);
  }

  /**
   * Reads a char of the last commit.
   *
   * @param index the element
   * @param at byte offset in the element
   * @return the value
   */
  public char getChar(long index, long at) {
    return (char) guard.read(index, at, Short.BYTES);
  }

  /**
   * Writes a char, as one commit unless a section is open.
   *
   * @param index the element
   * @param at byte offset in the element
   * @param value the value
   */
  public void setChar(long index, long at, char value) {
    store(index, at, Short.BYTES, value);
  }

  /**
   * Reads an int of the last commit.
   *
   * @param index the element
   * @param at byte offset in the element
   * @return the value
   */
  public int getInt(long index, long at) {
    return (int) guard.read(index, at, Integer.BYTES);
  }

  /**
   * Writes an int, as one commit unless a section is open.
   *
   * @param index the element
   * @param at byte offset in the element
   * @param value the value
   */
  public void setInt(long index, long at, int value) {
    store(index, at, Integer.BYTES, value);
  }

  /**
   * Reads a long of the last commit.
   *
   * @param index the element
   * @param at byte offset in the element
   * @return the value
   */
  public long getLong(long index, long at) {
    return guard.read(index, at, Long.BYTES);
  }

  /**
   * Writes a long, as one commit unless a section is open.
   *
   * @param index the element
   * @param at byte offset in the element
   * @param value the value
   */
  public void setLong(long index, long at, long value) {
    store(index, at, Long.BYTES, value);
  }

  /**
   * Reads a float of the last commit.
   *
   * @param index the element
   * @param at byte offset in the element
   * @return the value
   */
  public float getFloat(long index, long at) {
    return Float.intBitsToFloat((int) guard.read(index, at, Integer.BYTES));
  }

  /**
   * Writes a float, as one commit unless a section is open.
   *
   * @param index the element
   * @param at byte offset in the element
   * @param value the value
   */
  public void setFloat(long index, long at, float value) {
    store(index, at, Integer.BYTES, Float.floatToRawIntBits(value));
  }

  /**
   * Reads a double of the last commit.
   *
   * @param index the element
   * @param at byte offset in the element
   * @return the value
   */
  public double getDouble(long index, long at) {
    return Double.longBitsToDouble(guard.read(index, at, Long.BYTES));
  }

  /**
   * Writes a double, as one commit unless a section is open.
   *
   * @param index the element
   * @param at byte offset in the element
   * @param value the value
   */
  public void setDouble(long index, long at, double value) {
    store(index, at, Long.BYTES, Double.doubleToRawLongBits(value));
  }

  private boolean compareAndSet(long index, long at, int width, long expected, long value) {
    long before = exchange(index, at, width, Exchange.IF_EXPECTED, expected, value);
    return (before ^ expected) << Long.SIZE - width * Byte.SIZE == 0; // no call after the commit
  }

  private long getAndSet(long index, long at, int width, long value) {
    return exchange(index, at, width, Exchange.SET, 0, value);
  }

  private long getAndAdd(long index, long at, int width, long delta) {
    return exchange(index, at, width, Exchange.ADD, 0, delta);
  }

  /**
   * Writes an int if there is an expected one; a commit if it does.
   *
   * @param index the element
   * @param at byte offset in the element
   * @param expected what must be there
   * @param value the value
   * @return whether it was written
   */
  public boolean compareAndSetInt(long index, long at, int expected, int value) {
    return compareAndSet(index, at, Integer.BYTES, expected, value);
  }

  /**
   * Writes an int, as one commit with reading the one before.
   *
   * @param index the element
   * @param at byte offset in the element
   * @param value the value
   * @return what was there
   */
  public int getAndSetInt(long index, long at, int value) {
    return (int) getAndSet(index, at, Integer.BYTES, value);
  }

  /**
   * Adds to an int, as one commit.
   *
   * @param index the element
   * @param at byte offset in the element
   * @param delta what to add; the sum wraps around
   * @return what was there before
   */
  public int getAndAddInt(long index, long at, int delta) {
    return (int) getAndAdd(index, at, Integer.BYTES, delta);
  }

  /**
   * Writes a long if there is an expected one; a commit if it does.
   *
   * @param index the element
   * @param at byte offset in the element
   * @param expected what must be there
   * @param value the value
   * @return whether it was written
   */
  public boolean compareAndSetLong(long index, long at, long expected, long value) {
    return compareAndSet(index, at, Long.BYTES, expected, value);
  }

  /**
   * Writes a long, as one commit with reading the one before.
   *
   * @param index the element
   * @param at byte offset in the element
   * @param value the value
   * @return what was there
   */
  public long getAndSetLong(long index, long at, long value) {
    return getAndSet(index, at, Long.BYTES, value);
  }

  /**
   * Adds to a long, as one commit.
   *
   * @param index the element
   * @param at byte offset in the element
   * @param delta what to add; the sum wraps around
   * @return what was there before
   */
  public long getAndAddLong(long index, long at, long delta) {
    return getAndAdd(index, at, Long.BYTES, delta);
  }

  /**
   * Writes a float if there is an expected one; a commit if it does.
   *
   * @param index the element
   * @param at byte offset in the element
   * @param expected what must be there, bit by bit
   * @param value the value
   * @return whether it was written
   */
  public boolean compareAndSetFloat(long index, long at, float expected, float value) {
    return compareAndSet(index, at, Integer.BYTES,
        Float.floatToRawIntBits(expected), Float.floatToRawIntBits(value));
  }

  /**
   * Writes a float, as one commit with reading the one before.
   *
   * @param index the element
   * @param at byte offset in the element
   * @param value the value
   * @return what was there
   */
  public float getAndSetFloat(long index, long at, float value) {
    return Float.intBitsToFloat((int) getAndSet(index, at, Integer.BYTES, Float.floatToRawIntBits(value)));
  }

  /**
   * Writes a double if there is an expected one; a commit if it does.
   *
   * @param index the element
   * @param at byte offset in the element
   * @param expected what must be there, bit by bit
   * @param value the value
   * @return whether it was written
   */
  public boolean compareAndSetDouble(long index, long at, double expected, double value) {
    return compareAndSet(index, at, Long.BYTES,
        Double.doubleToRawLongBits(expected), Double.doubleToRawLongBits(value));
  }

  /**
   * Writes a double, as one commit with reading the one before.
   *
   * @param index the element
   * @param at byte offset in the element
   * @param value the value
   * @return what was there
   */
  public double getAndSetDouble(long index, long at, double value) {
    return Double.longBitsToDouble(getAndSet(index, at, Long.BYTES, Double.doubleToRawLongBits(value)));
  }

  @Override
  public String toString() {
    return region.toString();
  }
}
