package org.sharedstruct.support;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/**
 * One {@code @Atomic} field in a raw view, with all access modes of a {@link VarHandle} by their own names. Views have
 * those that are used most as methods of their own, without an object.
 *
 * <p>Any thread of any process may use it at any time. If the memory is closed, an operation throws {@link
 * IllegalStateException}; if it is read-only, one that writes throws {@link UnsupportedOperationException}.
 *
 * @param <T> the value's type
 */
public final class AtomicField<T> {

  private final RawView view;
  private final long at;
  private final long position;
  private final boolean isWide;
  private final boolean isNumber;
  private final ToLongFunction<T> encode;
  private final LongFunction<T> decode;

  private AtomicField(RawView view, long at, boolean isWide, boolean isNumber, ToLongFunction<T> encode,
      LongFunction<T> decode) {
    this.view = view;
    this.at = at;
    this.isWide = isWide;
    this.isNumber = isNumber;
    this.encode = encode;
    this.decode = decode;
    position = RawView.offset(view) + at;
  }

  /**
   * An {@code int}.
   *
   * @param view where
   * @param at byte offset in the view
   * @return the field
   */
  public static AtomicField<Integer> ofInt(RawView view, long at) {
    return new AtomicField<>(view, at, false, true, Integer::longValue, bits -> (int) bits);
  }

  /**
   * A {@code long}.
   *
   * @param view where
   * @param at byte offset in the view
   * @return the field
   */
  public static AtomicField<Long> ofLong(RawView view, long at) {
    return new AtomicField<>(view, at, true, true, Long::longValue, bits -> bits);
  }

  /**
   * A {@code float}.
   *
   * @param view where
   * @param at byte offset in the view
   * @return the field
   */
  public static AtomicField<Float> ofFloat(RawView view, long at) {
    return new AtomicField<>(
        view, at, false, false, Float::floatToRawIntBits, bits -> Float.intBitsToFloat((int) bits));
  }

  /**
   * A {@code double}.
   *
   * @param view where
   * @param at byte offset in the view
   * @return the field
   */
  public static AtomicField<Double> ofDouble(RawView view, long at) {
    return new AtomicField<>(view, at, true, false, Double::doubleToRawLongBits, Double::longBitsToDouble);
  }

  /**
   * An unsigned integer of 32 bits.
   *
   * @param view where
   * @param at byte offset in the view
   * @param field the field's name, for messages
   * @return the field; a value that has no room is an {@link IllegalArgumentException}
   */
  public static AtomicField<Long> ofUnsigned(RawView view, long at, String field) {
    return new AtomicField<>(view, at, false, false,
        value -> (int) UnsignedRange.check(field, value, Integer.SIZE), bits -> UnsignedRange.widen((int) bits));
  }

  /**
   * An enum.
   *
   * @param <E> the enum
   * @param view where
   * @param at byte offset in the view
   * @param codec how it lies in memory
   * @return the field; bytes that are no constant are an {@link org.sharedstruct.InvalidValueException}
   */
  public static <E extends Enum<E>> AtomicField<E> ofEnum(RawView view, long at, EnumCodec<E> codec) {
    return new AtomicField<>(view, at, false, false, codec::ordinal, bits -> codec.constant((int) bits));
  }

  private void requireNumber() {
    if (!isNumber) {
      throw new UnsupportedOperationException("only an int or a long can be added to, or changed bit by bit");
    }
  }

  /**
   * Reads it as a volatile field is read: {@link VarHandle#getVolatile}.
   *
   * @return the value
   */
  public T getVolatile() {
    MemorySegment memory = RawView.readable(view, at);
    try {
      return decode.apply(isWide ? (long) Atomics.LONG.getVolatile(memory, position) : (int) Atomics.INT.getVolatile(memory, position));
    } catch (RuntimeException | InternalError failure) {
      throw RawView.explain(view, failure);
    }
  }

  /**
   * Reads it, in the order of accesses to this field alone: {@link VarHandle#getOpaque}.
   *
   * @return the value
   */
  public T getOpaque() {
    MemorySegment memory = RawView.readable(view, at);
    try {
      return decode.apply(isWide ? (long) Atomics.LONG.getOpaque(memory, position) : (int) Atomics.INT.getOpaque(memory, position));
    } catch (RuntimeException | InternalError failure) {
      throw RawView.explain(view, failure);
    }
  }

  /**
   * Reads it; what follows is not read or written before: {@link VarHandle#getAcquire}.
   *
   * @return the value
   */
  public T getAcquire() {
    MemorySegment memory = RawView.readable(view, at);
    try {
      return decode.apply(isWide ? (long) Atomics.LONG.getAcquire(memory, position) : (int) Atomics.INT.getAcquire(memory, position));
    } catch (RuntimeException | InternalError failure) {
      throw RawView.explain(view, failure);
    }
  }

  /**
   * Writes it as a volatile field is written: {@link VarHandle#setVolatile}.
   *
   * @param value the value
   */
  public void setVolatile(T value) {
    long bits = encode.applyAsLong(value);
    MemorySegment memory = RawView.writable(view, at);
    try {
      if (isWide) {
        Atomics.LONG.setVolatile(memory, position, bits);
      } else {
        Atomics.INT.setVolatile(memory, position, (int) bits);
      }
    } catch (RuntimeException | InternalError failure) {
      throw RawView.explain(view, failure);
    }
  }

  /**
   * Writes it, in the order of accesses to this field alone: {@link VarHandle#setOpaque}.
   *
   * @param value the value
   */
  public void setOpaque(T value) {
    long bits = encode.applyAsLong(value);
    MemorySegment memory = RawView.writable(view, at);
    try {
      if (isWide) {
        Atomics.LONG.setOpaque(memory, position, bits);
      } else {
        Atomics.INT.setOpaque(memory, position, (int) bits);
      }
    } catch (RuntimeException | InternalError failure) {
      throw RawView.explain(view, failure);
    }
  }

  /**
   * Writes it; what precedes is read and written before: {@link VarHandle#setRelease}.
   *
   * @param value the value
   */
  public void setRelease(T value) {
    long bits = encode.applyAsLong(value);
    MemorySegment memory = RawView.writable(view, at);
    try {
      if (isWide) {
        Atomics.LONG.setRelease(memory, position, bits);
      } else {
        Atomics.INT.setRelease(memory, position, (int) bits);
      }
    } catch (RuntimeException | InternalError failure) {
      throw RawView.explain(view, failure);
    }
  }

  /**
   * Writes it if it is an expected value: {@link VarHandle#compareAndSet}.
   *
   * @param expected what must be there, bit by bit
   * @param value the value
   * @return whether it was written
   */
  public boolean compareAndSet(T expected, T value) {
    long before = encode.applyAsLong(expected);
    long bits = encode.applyAsLong(value);
    MemorySegment memory = RawView.writable(view, at);
    try {
      return isWide
          ? Atomics.LONG.compareAndSet(memory, position, before, bits)
          : Atomics.INT.compareAndSet(memory, position, (int) before, (int) bits);
    } catch (RuntimeException | InternalError failure) {
      throw RawView.explain(view, failure);
    }
  }

  /**
   * Writes it if it is an expected value, and may fail without a reason; orders nothing: {@link VarHandle#weakCompareAndSetPlain}.
   *
   * @param expected what must be there, bit by bit
   * @param value the value
   * @return whether it was written
   */
  public boolean weakCompareAndSetPlain(T expected, T value) {
    long before = encode.applyAsLong(expected);
    long bits = encode.applyAsLong(value);
    MemorySegment memory = RawView.writable(view, at);
    try {
      return isWide
          ? Atomics.LONG.weakCompareAndSetPlain(memory, position, before, bits)
          : Atomics.INT.weakCompareAndSetPlain(memory, position, (int) before, (int) bits);
    } catch (RuntimeException | InternalError failure) {
      throw RawView.explain(view, failure);
    }
  }

  /**
   * Writes it if it is an expected value, and may fail without a reason: {@link VarHandle#weakCompareAndSet}.
   *
   * @param expected what must be there, bit by bit
   * @param value the value
   * @return whether it was written
   */
  public boolean weakCompareAndSet(T expected, T value) {
    long before = encode.applyAsLong(expected);
    long bits = encode.applyAsLong(value);
    MemorySegment memory = RawView.writable(view, at);
    try {
      return isWide
          ? Atomics.LONG.weakCompareAndSet(memory, position, before, bits)
          : Atomics.INT.weakCompareAndSet(memory, position, (int) before, (int) bits);
    } catch (RuntimeException | InternalError failure) {
      throw RawView.explain(view, failure);
    }
  }

  /**
   * Writes it if it is an expected value, and may fail without a reason; acquires: {@link VarHandle#weakCompareAndSetAcquire}.
   *
   * @param expected what must be there, bit by bit
   * @param value the value
   * @return whether it was written
   */
  public boolean weakCompareAndSetAcquire(T expected, T value) {
    long before = encode.applyAsLong(expected);
    long bits = encode.applyAsLong(value);
    MemorySegment memory = RawView.writable(view, at);
    try {
      return isWide
          ? Atomics.LONG.weakCompareAndSetAcquire(memory, position, before, bits)
          : Atomics.INT.weakCompareAndSetAcquire(memory, position, (int) before, (int) bits);
    } catch (RuntimeException | InternalError failure) {
      throw RawView.explain(view, failure);
    }
  }

  /**
   * Writes it if it is an expected value, and may fail without a reason; releases: {@link VarHandle#weakCompareAndSetRelease}.
   *
   * @param expected what must be there, bit by bit
   * @param value the value
   * @return whether it was written
   */
  public boolean weakCompareAndSetRelease(T expected, T value) {
    long before = encode.applyAsLong(expected);
    long bits = encode.applyAsLong(value);
    MemorySegment memory = RawView.writable(view, at);
    try {
      return isWide
          ? Atomics.LONG.weakCompareAndSetRelease(memory, position, before, bits)
          : Atomics.INT.weakCompareAndSetRelease(memory, position, (int) before, (int) bits);
    } catch (RuntimeException | InternalError failure) {
      throw RawView.explain(view, failure);
    }
  }

  /**
   * Writes it if it is an expected value: {@link VarHandle#compareAndExchange}.
   *
   * @param expected what must be there, bit by bit
   * @param value the value
   * @return what was there: the expected value if it was written
   */
  public T compareAndExchange(T expected, T value) {
    long before = encode.applyAsLong(expected);
    long bits = encode.applyAsLong(value);
    MemorySegment memory = RawView.writable(view, at);
    try {
      return decode.apply(isWide
          ? (long) Atomics.LONG.compareAndExchange(memory, position, before, bits)
          : (int) Atomics.INT.compareAndExchange(memory, position, (int) before, (int) bits));
    } catch (RuntimeException | InternalError failure) {
      throw RawView.explain(view, failure);
    }
  }

  /**
   * Writes it if it is an expected value; acquires: {@link VarHandle#compareAndExchangeAcquire}.
   *
   * @param expected what must be there, bit by bit
   * @param value the value
   * @return what was there: the expected value if it was written
   */
  public T compareAndExchangeAcquire(T expected, T value) {
    long before = encode.applyAsLong(expected);
    long bits = encode.applyAsLong(value);
    MemorySegment memory = RawView.writable(view, at);
    try {
      return decode.apply(isWide
          ? (long) Atomics.LONG.compareAndExchangeAcquire(memory, position, before, bits)
          : (int) Atomics.INT.compareAndExchangeAcquire(memory, position, (int) before, (int) bits));
    } catch (RuntimeException | InternalError failure) {
      throw RawView.explain(view, failure);
    }
  }

  /**
   * Writes it if it is an expected value; releases: {@link VarHandle#compareAndExchangeRelease}.
   *
   * @param expected what must be there, bit by bit
   * @param value the value
   * @return what was there: the expected value if it was written
   */
  public T compareAndExchangeRelease(T expected, T value) {
    long before = encode.applyAsLong(expected);
    long bits = encode.applyAsLong(value);
    MemorySegment memory = RawView.writable(view, at);
    try {
      return decode.apply(isWide
          ? (long) Atomics.LONG.compareAndExchangeRelease(memory, position, before, bits)
          : (int) Atomics.INT.compareAndExchangeRelease(memory, position, (int) before, (int) bits));
    } catch (RuntimeException | InternalError failure) {
      throw RawView.explain(view, failure);
    }
  }

  /**
   * Writes it: {@link VarHandle#getAndSet}.
   *
   * @param value the value
   * @return what was there before
   */
  public T getAndSet(T value) {
    long bits = encode.applyAsLong(value);
    MemorySegment memory = RawView.writable(view, at);
    try {
      return decode.apply(isWide
          ? (long) Atomics.LONG.getAndSet(memory, position, bits)
          : (int) Atomics.INT.getAndSet(memory, position, (int) bits));
    } catch (RuntimeException | InternalError failure) {
      throw RawView.explain(view, failure);
    }
  }

  /**
   * Writes it; acquires: {@link VarHandle#getAndSetAcquire}.
   *
   * @param value the value
   * @return what was there before
   */
  public T getAndSetAcquire(T value) {
    long bits = encode.applyAsLong(value);
    MemorySegment memory = RawView.writable(view, at);
    try {
      return decode.apply(isWide
          ? (long) Atomics.LONG.getAndSetAcquire(memory, position, bits)
          : (int) Atomics.INT.getAndSetAcquire(memory, position, (int) bits));
    } catch (RuntimeException | InternalError failure) {
      throw RawView.explain(view, failure);
    }
  }

  /**
   * Writes it; releases: {@link VarHandle#getAndSetRelease}.
   *
   * @param value the value
   * @return what was there before
   */
  public T getAndSetRelease(T value) {
    long bits = encode.applyAsLong(value);
    MemorySegment memory = RawView.writable(view, at);
    try {
      return decode.apply(isWide
          ? (long) Atomics.LONG.getAndSetRelease(memory, position, bits)
          : (int) Atomics.INT.getAndSetRelease(memory, position, (int) bits));
    } catch (RuntimeException | InternalError failure) {
      throw RawView.explain(view, failure);
    }
  }

  /**
   * Adds to it, and wraps around: {@link VarHandle#getAndAdd}.
   *
   * @param delta what to add
   * @return what was there before
   * @throws UnsupportedOperationException if the field is no int and no long
   */
  public T getAndAdd(T delta) {
    requireNumber();
    long bits = encode.applyAsLong(delta);
    MemorySegment memory = RawView.writable(view, at);
    try {
      return decode.apply(isWide
          ? (long) Atomics.LONG.getAndAdd(memory, position, bits)
          : (int) Atomics.INT.getAndAdd(memory, position, (int) bits));
    } catch (RuntimeException | InternalError failure) {
      throw RawView.explain(view, failure);
    }
  }

  /**
   * Adds to it, and wraps around; acquires: {@link VarHandle#getAndAddAcquire}.
   *
   * @param delta what to add
   * @return what was there before
   * @throws UnsupportedOperationException if the field is no int and no long
   */
  public T getAndAddAcquire(T delta) {
    requireNumber();
    long bits = encode.applyAsLong(delta);
    MemorySegment memory = RawView.writable(view, at);
    try {
      return decode.apply(isWide
          ? (long) Atomics.LONG.getAndAddAcquire(memory, position, bits)
          : (int) Atomics.INT.getAndAddAcquire(memory, position, (int) bits));
    } catch (RuntimeException | InternalError failure) {
      throw RawView.explain(view, failure);
    }
  }

  /**
   * Adds to it, and wraps around; releases: {@link VarHandle#getAndAddRelease}.
   *
   * @param delta what to add
   * @return what was there before
   * @throws UnsupportedOperationException if the field is no int and no long
   */
  public T getAndAddRelease(T delta) {
    requireNumber();
    long bits = encode.applyAsLong(delta);
    MemorySegment memory = RawView.writable(view, at);
    try {
      return decode.apply(isWide
          ? (long) Atomics.LONG.getAndAddRelease(memory, position, bits)
          : (int) Atomics.INT.getAndAddRelease(memory, position, (int) bits));
    } catch (RuntimeException | InternalError failure) {
      throw RawView.explain(view, failure);
    }
  }

  /**
   * Sets bits of it: {@link VarHandle#getAndBitwiseOr}.
   *
   * @param mask the other operand
   * @return what was there before
   * @throws UnsupportedOperationException if the field is no int and no long
   */
  public T getAndBitwiseOr(T mask) {
    requireNumber();
    long bits = encode.applyAsLong(mask);
    MemorySegment memory = RawView.writable(view, at);
    try {
      return decode.apply(isWide
          ? (long) Atomics.LONG.getAndBitwiseOr(memory, position, bits)
          : (int) Atomics.INT.getAndBitwiseOr(memory, position, (int) bits));
    } catch (RuntimeException | InternalError failure) {
      throw RawView.explain(view, failure);
    }
  }

  /**
   * Sets bits of it; acquires: {@link VarHandle#getAndBitwiseOrAcquire}.
   *
   * @param mask the other operand
   * @return what was there before
   * @throws UnsupportedOperationException if the field is no int and no long
   */
  public T getAndBitwiseOrAcquire(T mask) {
    requireNumber();
    long bits = encode.applyAsLong(mask);
    MemorySegment memory = RawView.writable(view, at);
    try {
      return decode.apply(isWide
          ? (long) Atomics.LONG.getAndBitwiseOrAcquire(memory, position, bits)
          : (int) Atomics.INT.getAndBitwiseOrAcquire(memory, position, (int) bits));
    } catch (RuntimeException | InternalError failure) {
      throw RawView.explain(view, failure);
    }
  }

  /**
   * Sets bits of it; releases: {@link VarHandle#getAndBitwiseOrRelease}.
   *
   * @param mask the other operand
   * @return what was there before
   * @throws UnsupportedOperationException if the field is no int and no long
   */
  public T getAndBitwiseOrRelease(T mask) {
    requireNumber();
    long bits = encode.applyAsLong(mask);
    MemorySegment memory = RawView.writable(view, at);
    try {
      return decode.apply(isWide
          ? (long) Atomics.LONG.getAndBitwiseOrRelease(memory, position, bits)
          : (int) Atomics.INT.getAndBitwiseOrRelease(memory, position, (int) bits));
    } catch (RuntimeException | InternalError failure) {
      throw RawView.explain(view, failure);
    }
  }

  /**
   * Clears bits of it: {@link VarHandle#getAndBitwiseAnd}.
   *
   * @param mask the other operand
   * @return what was there before
   * @throws UnsupportedOperationException if the field is no int and no long
   */
  public T getAndBitwiseAnd(T mask) {
    requireNumber();
    long bits = encode.applyAsLong(mask);
    MemorySegment memory = RawView.writable(view, at);
    try {
      return decode.apply(isWide
          ? (long) Atomics.LONG.getAndBitwiseAnd(memory, position, bits)
          : (int) Atomics.INT.getAndBitwiseAnd(memory, position, (int) bits));
    } catch (RuntimeException | InternalError failure) {
      throw RawView.explain(view, failure);
    }
  }

  /**
   * Clears bits of it; acquires: {@link VarHandle#getAndBitwiseAndAcquire}.
   *
   * @param mask the other operand
   * @return what was there before
   * @throws UnsupportedOperationException if the field is no int and no long
   */
  public T getAndBitwiseAndAcquire(T mask) {
    requireNumber();
    long bits = encode.applyAsLong(mask);
    MemorySegment memory = RawView.writable(view, at);
    try {
      return decode.apply(isWide
          ? (long) Atomics.LONG.getAndBitwiseAndAcquire(memory, position, bits)
          : (int) Atomics.INT.getAndBitwiseAndAcquire(memory, position, (int) bits));
    } catch (RuntimeException | InternalError failure) {
      throw RawView.explain(view, failure);
    }
  }

  /**
   * Clears bits of it; releases: {@link VarHandle#getAndBitwiseAndRelease}.
   *
   * @param mask the other operand
   * @return what was there before
   * @throws UnsupportedOperationException if the field is no int and no long
   */
  public T getAndBitwiseAndRelease(T mask) {
    requireNumber();
    long bits = encode.applyAsLong(mask);
    MemorySegment memory = RawView.writable(view, at);
    try {
      return decode.apply(isWide
          ? (long) Atomics.LONG.getAndBitwiseAndRelease(memory, position, bits)
          : (int) Atomics.INT.getAndBitwiseAndRelease(memory, position, (int) bits));
    } catch (RuntimeException | InternalError failure) {
      throw RawView.explain(view, failure);
    }
  }

  /**
   * Flips bits of it: {@link VarHandle#getAndBitwiseXor}.
   *
   * @param mask the other operand
   * @return what was there before
   * @throws UnsupportedOperationException if the field is no int and no long
   */
  public T getAndBitwiseXor(T mask) {
    requireNumber();
    long bits = encode.applyAsLong(mask);
    MemorySegment memory = RawView.writable(view, at);
    try {
      return decode.apply(isWide
          ? (long) Atomics.LONG.getAndBitwiseXor(memory, position, bits)
          : (int) Atomics.INT.getAndBitwiseXor(memory, position, (int) bits));
    } catch (RuntimeException | InternalError failure) {
      throw RawView.explain(view, failure);
    }
  }

  /**
   * Flips bits of it; acquires: {@link VarHandle#getAndBitwiseXorAcquire}.
   *
   * @param mask the other operand
   * @return what was there before
   * @throws UnsupportedOperationException if the field is no int and no long
   */
  public T getAndBitwiseXorAcquire(T mask) {
    requireNumber();
    long bits = encode.applyAsLong(mask);
    MemorySegment memory = RawView.writable(view, at);
    try {
      return decode.apply(isWide
          ? (long) Atomics.LONG.getAndBitwiseXorAcquire(memory, position, bits)
          : (int) Atomics.INT.getAndBitwiseXorAcquire(memory, position, (int) bits));
    } catch (RuntimeException | InternalError failure) {
      throw RawView.explain(view, failure);
    }
  }

  /**
   * Flips bits of it; releases: {@link VarHandle#getAndBitwiseXorRelease}.
   *
   * @param mask the other operand
   * @return what was there before
   * @throws UnsupportedOperationException if the field is no int and no long
   */
  public T getAndBitwiseXorRelease(T mask) {
    requireNumber();
    long bits = encode.applyAsLong(mask);
    MemorySegment memory = RawView.writable(view, at);
    try {
      return decode.apply(isWide
          ? (long) Atomics.LONG.getAndBitwiseXorRelease(memory, position, bits)
          : (int) Atomics.INT.getAndBitwiseXorRelease(memory, position, (int) bits));
    } catch (RuntimeException | InternalError failure) {
      throw RawView.explain(view, failure);
    }
  }

  @Override
  public String toString() {
    return getVolatile() + RawView.place(view);
  }
}
