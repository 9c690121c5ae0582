package org.sharedstruct.support;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.sharedstruct.InvalidValueException;
import org.sharedstruct.guard.Faults;
import org.sharedstruct.guard.Guard;
import org.sharedstruct.region.Region;

/**
 * How guarded views reach the memory: through the region's guard and, if the user gave a lock of his
 * own, with that lock around every write.
 */
public final class ViewGuard {

  private static final int OPTIMISTIC_READS = 64;

  private final Region region;
  private final Guard guard;

  /** The lock that the user gave, or null. */
  private final Lock outer;

  ViewGuard(Region region, Lock outer) {
    this.region = region;
    this.outer = outer;
    guard = region.guard();
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
    return guard.awaitChange(version, saturatedNanos(timeout));
  }

  private static long saturatedNanos(Duration duration) {
    try {
      return duration.toNanos();
    } catch (ArithmeticException e) {
      return duration.isNegative() ? 0 : Long.MAX_VALUE;
    }
  }

  /** A raw view of one element, in place. */
  <V> V raw(long index, RawView.Factory<V> factory) {
    return rawAt(guard.data(index), factory);
  }

  /** Where the committed bytes of one element lie, for reads under a stamp. */
  long source(long stamp, long index) {
    return guard.source(stamp, index);
  }

  /** Whether that is where the element lies always. */
  boolean isInPlace(long index, long source) {
    return guard.data(index) == source;
  }

  /** A raw view of some elements, in place. */
  <A> A raw(long first, long length, RawArray.Factory<A> factory) {
    return factory.at(region.segment(), guard.data(first), length, region);
  }

  /** A raw view of what lies at a byte offset. */
  <V> V rawAt(long offset, RawView.Factory<V> factory) {
    return factory.at(region.segment(), offset, region);
  }

  long stamp() {
    return guard.stamp();
  }

  /** Whether what was read of one element since the stamp is all of one commit. */
  boolean valid(long stamp, long index, long source) {
    return guard.isSettled(stamp, index, source) && guard.valid(stamp);
  }

  RuntimeException explain(Throwable failure) {
    return Faults.explain(failure, region.segment(), region);
  }

  /**
   * What to do after a read that commits have disturbed.
   *
   * @param attempt how many there were; from some number on the lock is taken, so that steady commits
   *     starve no reader
   * @return whether this thread now holds the lock and must give it back
   */
  boolean settle(int attempt) {
    Thread.onSpinWait();
    return attempt > OPTIMISTIC_READS && !isReadOnly() && guard.tryAcquireFree();
  }

  /** Gives back the lock that {@link #settle} took. */
  void unsettle() {
    guard.release();
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
        if (settle(attempt)) {
          return unsettleAfter(() -> reading.apply(guard.data(index)));
        }
      }
    } catch (RuntimeException | InternalError failure) {
      throw explain(failure);
    }
  }

  /** As {@link #read}, for several elements. */
  <T> T ofOneMoment(Function<Moment, T> reading) {
    try {
      for (int attempt = 0;; attempt++) {
        Moment moment = new Moment(guard);
        try {
          T value = reading.apply(moment);
          if (moment.isOver()) {
            return value;
          }
        } catch (InvalidValueException perhapsTorn) {
          if (moment.isOver()) {
            throw perhapsTorn;
          }
        }
        if (settle(attempt)) {
          return unsettleAfter(() -> reading.apply(new Moment(guard)));
        }
      }
    } catch (RuntimeException | InternalError failure) {
      throw explain(failure);
    }
  }

  private <T> T unsettleAfter(Supplier<T> reading) {
    try {
      return reading.get();
    } finally {
      unsettle();
    }
  }

  <T> T read(long index, long at, Codec<T> codec) {
    return read(index, source -> codec.get(region.segment(), source + at));
  }

  /** Reads a field of some elements, all of one moment. */
  <A> void copyTo(long first, long at, Column<A> column, A target) {
    ofOneMoment(moment -> {
      if (moment.isQuiet()) {
        column.loadAll(region.segment(), guard.data(first) + at, stride(), target);
        return target;
      }
      for (int i = 0; i < column.length(target); i++) {
        int index = i;
        moment.read(first + index, source -> {
          column.load(region.segment(), source + at, target, index);
          return target;
        });
      }
      return target;
    });
  }

  /** Copies the data of all elements, all of one moment; nothing of what guards them. */
  void copyTo(MemorySegment target) {
    ofOneMoment(moment -> {
      if (moment.isQuiet()) {
        MemorySegment.copy(region.segment(), guard.data(0), target, 0, target.byteSize());
        return target;
      }
      for (long i = 0; i < region.length(); i++) {
        long index = i;
        moment.read(index, source -> {
          MemorySegment.copy(region.segment(), source, target, index * stride(), stride());
          return target;
        });
      }
      return target;
    });
  }

  private long stride() {
    return region.schema().size();
  }

  <T> void write(long index, long at, Codec<T> codec, T value) {
    begin(index);
    try {
      codec.set(region.segment(), guard.data(index) + at, value);
      commit();
    } catch (Throwable failure) {
      rollback();
      throw failure;
    }
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

  void begin(long index) {
    if (outer == null) {
      guard.begin(index);
    } else {
      beginInside(index);
    }
  }

  private void beginInside(long index) {
    outer.lock();
    try {
      guard.begin(index);
    } catch (RuntimeException | Error failure) {
      outer.unlock();
      throw failure;
    }
  }

  void commit() {
    guard.commit();
    if (outer != null) {
      outer.unlock();
    }
  }

  void rollback() {
    try {
      guard.rollback();
    } finally {
      if (outer != null) {
        outer.unlock();
      }
    }
  }

  /** Begins a section over any elements. */
  void beginAll() {
    lockOuter();
    try {
      guard.beginAll();
    } catch (RuntimeException | Error failure) {
      unlockOuter();
      throw failure;
    }
  }

  void commitAll() {
    guard.commitAll();
    unlockOuter();
  }

  void beginRepair() {
    lockOuter();
    try {
      guard.beginRepair();
    } catch (RuntimeException | Error failure) {
      unlockOuter();
      throw failure;
    }
  }

  void commitRepair() {
    guard.commitRepair();
    unlockOuter();
  }

  void rollbackAll() {
    try {
      guard.rollbackAll();
    } finally {
      unlockOuter();
    }
  }

  private void lockOuter() {
    if (outer != null) {
      outer.lock();
    }
  }

  private void unlockOuter() {
    if (outer != null) {
      outer.unlock();
    }
  }

  private void store(long index, long at, int width, long bits) {
    if (outer == null) {
      guard.store(index, at, width, bits);
    } else {
      storeInside(index, at, width, bits);
    }
  }

  private void storeInside(long index, long at, int width, long bits) {
    outer.lock();
    try {
      guard.store(index, at, width, bits);
    } finally {
      outer.unlock();
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
    lockAll();
    try {
      long differing = guard.read(index, at, width) ^ expected;
      boolean equal = differing << Long.SIZE - width * Byte.SIZE == 0;
      if (equal) {
        guard.store(index, at, width, value);
      }
      return equal;
    } finally {
      unlockAll();
    }
  }

  private long getAndSet(long index, long at, int width, long value) {
    lockAll();
    try {
      long before = guard.read(index, at, width);
      guard.store(index, at, width, value);
      return before;
    } finally {
      unlockAll();
    }
  }

  private long getAndAdd(long index, long at, int width, long delta) {
    lockAll();
    try {
      long before = guard.read(index, at, width);
      guard.store(index, at, width, before + delta);
      return before;
    } finally {
      unlockAll();
    }
  }

  private void lockAll() {
    if (outer != null) {
      outer.lock();
    }
    try {
      region.lock().lock();
    } catch (RuntimeException | Error failure) {
      if (outer != null) {
        outer.unlock();
      }
      throw failure;
    }
  }

  private void unlockAll() {
    try {
      region.lock().unlock();
    } finally {
      if (outer != null) {
        outer.unlock();
      }
    }
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
