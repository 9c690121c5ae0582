package org.sharedstruct.support;

import java.time.Duration;
import java.util.concurrent.locks.Lock;
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

  /** Whether the place that was read was the right one; {@link #validTogether} is to be asked as well. */
  boolean settled(long stamp, long index, long source) {
    return guard.isSettled(stamp, index, source);
  }

  /** Whether what was read of several elements since the stamp is all of one commit. */
  boolean validTogether(long stamp) {
    return guard.validTogether(stamp);
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
   * Reads a int of the last commit.
   *
   * @param index the element
   * @param at byte offset in the element
   * @return the value
   */
  public int getInt(long index, long at) {
    return (int) guard.read(index, at, Integer.BYTES);
  }

  /**
   * Writes a int, as one commit unless a section is open.
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

  @Override
  public String toString() {
    return region.toString();
  }
}
