package org.sharedstruct.support;

import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_CHAR_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.util.Locale;
import java.util.Objects;
import org.sharedstruct.guard.Faults;
import org.sharedstruct.region.Region;

/**
 * The superclass of generated raw views: a place in memory. An access is one access to the segment with
 * a constant layout; the catch around it costs nothing until it catches, and says then what happened to
 * the memory.
 *
 * <p>A view is aligned, which is checked when it is made. So the layouts say nothing of it, and the access
 * does not check it again; it is one instruction all the same ({@code Elements} says more).
 */
public abstract class RawView {

  /** The owner of a view that reads or writes for another one, which says what is wrong in its own name. */
  static final Object ANOTHER = new Object();

  private final MemorySegment segment;
  private final long offset;

  /** The region, which a view keeps reachable; the segment itself, if that is memory that the user brought. */
  private final Object owner;

  /**
   * For generated views.
   *
   * @param segment the memory
   * @param offset where in it the view begins, in bytes
   * @param owner what the view keeps reachable; may be null
   */
  protected RawView(MemorySegment segment, long offset, Object owner) {
    this.segment = segment;
    this.offset = offset;
    this.owner = owner == null ? segment : owner;
  }

  /**
   * Checks that a struct can lie at a place that the user names.
   *
   * @param segment the memory
   * @param offset where in it the struct is to begin, in bytes
   * @param layout the struct
   * @return the segment
   * @throws IndexOutOfBoundsException if the struct would not lie within the segment
   * @throws IllegalArgumentException if it would not be aligned there
   */
  protected static MemorySegment check(MemorySegment segment, long offset, MemoryLayout layout) {
    Objects.checkFromIndexSize(offset, layout.byteSize(), segment.byteSize());
    boolean aligned = (segment.address() + offset) % layout.byteAlignment() == 0
        && segment.maxByteAlignment() >= layout.byteAlignment();
    if (!aligned) {
      throw new IllegalArgumentException(String.format(Locale.ROOT,
          "%s is aligned to %d bytes, and byte %d of %s is not",
          layout.name().orElse("the struct"), layout.byteAlignment(), offset, segment));
    }
    return segment;
  }

  /**
   * The memory of a view, for APIs that want memory and for C. A segment cannot keep a region reachable;
   * so after the first call for a region, this is mapped until its handle is closed, and one that is
   * never closed is never released.
   *
   * @param view the view
   * @return a segment that begins with the view's first byte and ends after its last
   */
  static MemorySegment lend(RawView view) {
    if (view.owner instanceof Region region) {
      region.lend();
    }
    return view.segment.asSlice(view.offset, view.size(view));
  }

  /**
   * Copies what a view holds.
   *
   * @param view this one; a parameter, so that the name is left to the user's fields
   * @return a record
   */
  protected abstract Object record(RawView view);

  /**
   * The values and where they are.
   */
  @Override
  public String toString() {
    return Text.of(getClass().getSimpleName(), () -> isOpen(this), () -> record(this)) + place(this);
  }

  /** Bytes of a view: of this one. A parameter, so that the name is left to the user's fields. */
  abstract long size(RawView view);

  static boolean isOpen(RawView view) {
    return view.segment.scope().isAlive();
  }

  static String place(RawView view) {
    return " at byte " + view.offset + " of " + view.owner;
  }

  static MemorySegment memory(RawView view) {
    return view.segment;
  }

  static long offset(RawView view) {
    return view.offset;
  }

  static Object owner(RawView view) {
    return view.owner;
  }

  /**
   * Turns what an access threw into what the user should read.
   *
   * @param view where
   * @param failure what it threw
   * @return the exception to throw; {@code failure} itself where nothing better is known
   */
  protected static RuntimeException explain(RawView view, Throwable failure) {
    return explain(view.owner, failure);
  }

  /**
   * It is not given the view: the compiler would have to make it then, wherever an access has ever failed.
   * And it has no third parameter, so that the accessors have 35 bytes at most: larger ones are compiled only
   * into callers that have often called them till then (HotSpot's {@code MaxInlineSize}).
   */
  private static RuntimeException explain(Object owner, Throwable failure) {
    return owner == ANOTHER
        ? Faults.unexplained(failure)
        : Faults.explain(failure, owner instanceof Region region ? region.segment() : (MemorySegment) owner, owner);
  }

  /**
   * Reads a value that is no word.
   *
   * @param <T> the value's type
   * @param view where
   * @param at byte offset in the view
   * @param codec how it lies in memory
   * @return the value
   * @throws org.sharedstruct.InvalidValueException if the bytes there are none
   */
  protected static <T> T get(RawView view, long at, Codec<T> codec) {
    try {
      return codec.get(view.segment, view.offset + at);
    } catch (RuntimeException | InternalError failure) {
      throw explain(view.owner, failure);
    }
  }

  /**
   * Writes a value that is no word.
   *
   * @param <T> the value's type
   * @param view where
   * @param at byte offset in the view
   * @param codec how it lies in memory
   * @param value the value
   * @throws IllegalArgumentException if there is no room for it; nothing is written then
   */
  protected static <T> void set(RawView view, long at, Codec<T> codec, T value) {
    try {
      codec.set(view.segment, view.offset + at, value);
    } catch (RuntimeException | InternalError failure) {
      throw explain(view.owner, failure);
    }
  }

  /**
   * The memory of an atomic field that is about to be read. Looking at it first says what is wrong
   * with memory that is closed or truncated; a compare-and-set there would abort the JVM.
   */
  static MemorySegment readable(RawView view, long at) {
    try {
      byte ignored = (byte) Atomics.BYTE.getVolatile(view.segment, view.offset + at);
      return view.segment;
    } catch (RuntimeException | InternalError failure) {
      throw explain(view.owner, failure);
    }
  }

  /** The memory of an atomic field that is about to be written; see {@link #readable}. */
  static MemorySegment writable(RawView view, long at) {
    if (view.segment.isReadOnly()) {
      throw explain(view, new IllegalArgumentException("read-only segment"));
    }
    return readable(view, at);
  }

  /**
   * Reads an int, by {@link java.lang.invoke.VarHandle#getAcquire}.
   *
   * @param view where
   * @param at byte offset in the view
   * @return the value
   */
  protected static int getAcquireInt(RawView view, long at) {
    MemorySegment memory = readable(view, at);
    try {
      return (int) Atomics.INT.getAcquire(memory, offset(view) + at);
    } catch (RuntimeException | InternalError failure) {
      throw explain(view, failure);
    }
  }

  /**
   * Writes an int, by {@link java.lang.invoke.VarHandle#setRelease}.
   *
   * @param view where
   * @param at byte offset in the view
   * @param value the value
   */
  protected static void setReleaseInt(RawView view, long at, int value) {
    MemorySegment memory = writable(view, at);
    try {
      Atomics.INT.setRelease(memory, offset(view) + at, value);
    } catch (RuntimeException | InternalError failure) {
      throw explain(view, failure);
    }
  }

  /**
   * Writes an int if there is an expected one, bit by bit, by {@link java.lang.invoke.VarHandle#compareAndSet}.
   *
   * @param view where
   * @param at byte offset in the view
   * @param expected what must be there
   * @param value the value
   * @return whether it was written
   */
  protected static boolean compareAndSetInt(RawView view, long at, int expected, int value) {
    MemorySegment memory = writable(view, at);
    try {
      return Atomics.INT.compareAndSet(memory, offset(view) + at, expected, value);
    } catch (RuntimeException | InternalError failure) {
      throw explain(view, failure);
    }
  }

  /**
   * Writes an int, by {@link java.lang.invoke.VarHandle#getAndSet}.
   *
   * @param view where
   * @param at byte offset in the view
   * @param value the value
   * @return what was there
   */
  protected static int getAndSetInt(RawView view, long at, int value) {
    MemorySegment memory = writable(view, at);
    try {
      return (int) Atomics.INT.getAndSet(memory, offset(view) + at, value);
    } catch (RuntimeException | InternalError failure) {
      throw explain(view, failure);
    }
  }

  /**
   * Adds to an int, by {@link java.lang.invoke.VarHandle#getAndAdd}.
   *
   * @param view where
   * @param at byte offset in the view
   * @param delta what to add; the sum wraps around
   * @return what was there before
   */
  protected static int getAndAddInt(RawView view, long at, int delta) {
    MemorySegment memory = writable(view, at);
    try {
      return (int) Atomics.INT.getAndAdd(memory, offset(view) + at, delta);
    } catch (RuntimeException | InternalError failure) {
      throw explain(view, failure);
    }
  }

  /**
   * Reads a long, by {@link java.lang.invoke.VarHandle#getAcquire}.
   *
   * @param view where
   * @param at byte offset in the view
   * @return the value
   */
  protected static long getAcquireLong(RawView view, long at) {
    MemorySegment memory = readable(view, at);
    try {
      return (long) Atomics.LONG.getAcquire(memory, offset(view) + at);
    } catch (RuntimeException | InternalError failure) {
      throw explain(view, failure);
    }
  }

  /**
   * Writes a long, by {@link java.lang.invoke.VarHandle#setRelease}.
   *
   * @param view where
   * @param at byte offset in the view
   * @param value the value
   */
  protected static void setReleaseLong(RawView view, long at, long value) {
    MemorySegment memory = writable(view, at);
    try {
      Atomics.LONG.setRelease(memory, offset(view) + at, value);
    } catch (RuntimeException | InternalError failure) {
      throw explain(view, failure);
    }
  }

  /**
   * Writes a long if there is an expected one, bit by bit, by {@link java.lang.invoke.VarHandle#compareAndSet}.
   *
   * @param view where
   * @param at byte offset in the view
   * @param expected what must be there
   * @param value the value
   * @return whether it was written
   */
  protected static boolean compareAndSetLong(RawView view, long at, long expected, long value) {
    MemorySegment memory = writable(view, at);
    try {
      return Atomics.LONG.compareAndSet(memory, offset(view) + at, expected, value);
    } catch (RuntimeException | InternalError failure) {
      throw explain(view, failure);
    }
  }

  /**
   * Writes a long, by {@link java.lang.invoke.VarHandle#getAndSet}.
   *
   * @param view where
   * @param at byte offset in the view
   * @param value the value
   * @return what was there
   */
  protected static long getAndSetLong(RawView view, long at, long value) {
    MemorySegment memory = writable(view, at);
    try {
      return (long) Atomics.LONG.getAndSet(memory, offset(view) + at, value);
    } catch (RuntimeException | InternalError failure) {
      throw explain(view, failure);
    }
  }

  /**
   * Adds to a long, by {@link java.lang.invoke.VarHandle#getAndAdd}.
   *
   * @param view where
   * @param at byte offset in the view
   * @param delta what to add; the sum wraps around
   * @return what was there before
   */
  protected static long getAndAddLong(RawView view, long at, long delta) {
    MemorySegment memory = writable(view, at);
    try {
      return (long) Atomics.LONG.getAndAdd(memory, offset(view) + at, delta);
    } catch (RuntimeException | InternalError failure) {
      throw explain(view, failure);
    }
  }

  /**
   * Reads a float, by {@link java.lang.invoke.VarHandle#getAcquire}.
   *
   * @param view where
   * @param at byte offset in the view
   * @return the value
   */
  protected static float getAcquireFloat(RawView view, long at) {
    MemorySegment memory = readable(view, at);
    try {
      return (float) Atomics.FLOAT.getAcquire(memory, offset(view) + at);
    } catch (RuntimeException | InternalError failure) {
      throw explain(view, failure);
    }
  }

  /**
   * Writes a float, by {@link java.lang.invoke.VarHandle#setRelease}.
   *
   * @param view where
   * @param at byte offset in the view
   * @param value the value
   */
  protected static void setReleaseFloat(RawView view, long at, float value) {
    MemorySegment memory = writable(view, at);
    try {
      Atomics.FLOAT.setRelease(memory, offset(view) + at, value);
    } catch (RuntimeException | InternalError failure) {
      throw explain(view, failure);
    }
  }

  /**
   * Writes a float if there is an expected one, bit by bit, by {@link java.lang.invoke.VarHandle#compareAndSet}.
   *
   * @param view where
   * @param at byte offset in the view
   * @param expected what must be there
   * @param value the value
   * @return whether it was written
   */
  protected static boolean compareAndSetFloat(RawView view, long at, float expected, float value) {
    MemorySegment memory = writable(view, at);
    try {
      return Atomics.FLOAT.compareAndSet(memory, offset(view) + at, expected, value);
    } catch (RuntimeException | InternalError failure) {
      throw explain(view, failure);
    }
  }

  /**
   * Writes a float, by {@link java.lang.invoke.VarHandle#getAndSet}.
   *
   * @param view where
   * @param at byte offset in the view
   * @param value the value
   * @return what was there
   */
  protected static float getAndSetFloat(RawView view, long at, float value) {
    MemorySegment memory = writable(view, at);
    try {
      return (float) Atomics.FLOAT.getAndSet(memory, offset(view) + at, value);
    } catch (RuntimeException | InternalError failure) {
      throw explain(view, failure);
    }
  }

  /**
   * Reads a double, by {@link java.lang.invoke.VarHandle#getAcquire}.
   *
   * @param view where
   * @param at byte offset in the view
   * @return the value
   */
  protected static double getAcquireDouble(RawView view, long at) {
    MemorySegment memory = readable(view, at);
    try {
      return (double) Atomics.DOUBLE.getAcquire(memory, offset(view) + at);
    } catch (RuntimeException | InternalError failure) {
      throw explain(view, failure);
    }
  }

  /**
   * Writes a double, by {@link java.lang.invoke.VarHandle#setRelease}.
   *
   * @param view where
   * @param at byte offset in the view
   * @param value the value
   */
  protected static void setReleaseDouble(RawView view, long at, double value) {
    MemorySegment memory = writable(view, at);
    try {
      Atomics.DOUBLE.setRelease(memory, offset(view) + at, value);
    } catch (RuntimeException | InternalError failure) {
      throw explain(view, failure);
    }
  }

  /**
   * Writes a double if there is an expected one, bit by bit, by {@link java.lang.invoke.VarHandle#compareAndSet}.
   *
   * @param view where
   * @param at byte offset in the view
   * @param expected what must be there
   * @param value the value
   * @return whether it was written
   */
  protected static boolean compareAndSetDouble(RawView view, long at, double expected, double value) {
    MemorySegment memory = writable(view, at);
    try {
      return Atomics.DOUBLE.compareAndSet(memory, offset(view) + at, expected, value);
    } catch (RuntimeException | InternalError failure) {
      throw explain(view, failure);
    }
  }

  /**
   * Writes a double, by {@link java.lang.invoke.VarHandle#getAndSet}.
   *
   * @param view where
   * @param at byte offset in the view
   * @param value the value
   * @return what was there
   */
  protected static double getAndSetDouble(RawView view, long at, double value) {
    MemorySegment memory = writable(view, at);
    try {
      return (double) Atomics.DOUBLE.getAndSet(memory, offset(view) + at, value);
    } catch (RuntimeException | InternalError failure) {
      throw explain(view, failure);
    }
  }

  /**
   * Reads a boolean.
   *
   * @param view where
   * @param at byte offset in the view
   * @return the value
   */
  protected static boolean getBoolean(RawView view, long at) {
    try {
      return view.segment.get(JAVA_BOOLEAN, view.offset + at);
    } catch (RuntimeException | InternalError failure) {
      throw explain(view.owner, failure);
    }
  }

  /**
   * Writes a boolean.
   *
   * @param view where
   * @param at byte offset in the view
   * @param value the value
   */
  protected static void setBoolean(RawView view, long at, boolean value) {
    try {
      view.segment.set(JAVA_BOOLEAN, view.offset + at, value);
    } catch (RuntimeException | InternalError failure) {
      throw explain(view.owner, failure);
    }
  }

  /**
   * Reads a byte.
   *
   * @param view where
   * @param at byte offset in the view
   * @return the value
   */
  protected static byte getByte(RawView view, long at) {
    try {
      return view.segment.get(JAVA_BYTE, view.offset + at);
    } catch (RuntimeException | InternalError failure) {
      throw explain(view.owner, failure);
    }
  }

  /**
   * Writes a byte.
   *
   * @param view where
   * @param at byte offset in the view
   * @param value the value
   */
  protected static void setByte(RawView view, long at, byte value) {
    try {
      view.segment.set(JAVA_BYTE, view.offset + at, value);
    } catch (RuntimeException | InternalError failure) {
      throw explain(view.owner, failure);
    }
  }

  /**
   * Reads a short.
   *
   * @param view where
   * @param at byte offset in the view
   * @return the value
   */
  protected static short getShort(RawView view, long at) {
    try {
      return view.segment.get(JAVA_SHORT_UNALIGNED, view.offset + at);
    } catch (RuntimeException | InternalError failure) {
      throw explain(view.owner, failure);
    }
  }

  /**
   * Writes a short.
   *
   * @param view where
   * @param at byte offset in the view
   * @param value the value
   */
  protected static void setShort(RawView view, long at, short value) {
    try {
      view.segment.set(JAVA_SHORT_UNALIGNED, view.offset + at, value);
    } catch (RuntimeException | InternalError failure) {
      throw explain(view.owner, failure);
    }
  }

  /**
   * Reads a char.
   *
   * @param view where
   * @param at byte offset in the view
   * @return the value
   */
  protected static char getChar(RawView view, long at) {
    try {
      return view.segment.get(JAVA_CHAR_UNALIGNED, view.offset + at);
    } catch (RuntimeException | InternalError failure) {
      throw explain(view.owner, failure);
    }
  }

  /**
   * Writes a char.
   *
   * @param view where
   * @param at byte offset in the view
   * @param value the value
   */
  protected static void setChar(RawView view, long at, char value) {
    try {
      view.segment.set(JAVA_CHAR_UNALIGNED, view.offset + at, value);
    } catch (RuntimeException | InternalError failure) {
      throw explain(view.owner, failure);
    }
  }

  /**
   * Reads an int.
   *
   * @param view where
   * @param at byte offset in the view
   * @return the value
   */
  protected static int getInt(RawView view, long at) {
    try {
      return view.segment.get(JAVA_INT_UNALIGNED, view.offset + at);
    } catch (RuntimeException | InternalError failure) {
      throw explain(view.owner, failure);
    }
  }

  /**
   * Writes an int.
   *
   * @param view where
   * @param at byte offset in the view
   * @param value the value
   */
  protected static void setInt(RawView view, long at, int value) {
    try {
      view.segment.set(JAVA_INT_UNALIGNED, view.offset + at, value);
    } catch (RuntimeException | InternalError failure) {
      throw explain(view.owner, failure);
    }
  }

  /**
   * Reads a long.
   *
   * @param view where
   * @param at byte offset in the view
   * @return the value
   */
  protected static long getLong(RawView view, long at) {
    try {
      return view.segment.get(JAVA_LONG_UNALIGNED, view.offset + at);
    } catch (RuntimeException | InternalError failure) {
      throw explain(view.owner, failure);
    }
  }

  /**
   * Writes a long.
   *
   * @param view where
   * @param at byte offset in the view
   * @param value the value
   */
  protected static void setLong(RawView view, long at, long value) {
    try {
      view.segment.set(JAVA_LONG_UNALIGNED, view.offset + at, value);
    } catch (RuntimeException | InternalError failure) {
      throw explain(view.owner, failure);
    }
  }

  /**
   * Reads a float.
   *
   * @param view where
   * @param at byte offset in the view
   * @return the value
   */
  protected static float getFloat(RawView view, long at) {
    try {
      return view.segment.get(JAVA_FLOAT_UNALIGNED, view.offset + at);
    } catch (RuntimeException | InternalError failure) {
      throw explain(view.owner, failure);
    }
  }

  /**
   * Writes a float.
   *
   * @param view where
   * @param at byte offset in the view
   * @param value the value
   */
  protected static void setFloat(RawView view, long at, float value) {
    try {
      view.segment.set(JAVA_FLOAT_UNALIGNED, view.offset + at, value);
    } catch (RuntimeException | InternalError failure) {
      throw explain(view.owner, failure);
    }
  }

  /**
   * Reads a double.
   *
   * @param view where
   * @param at byte offset in the view
   * @return the value
   */
  protected static double getDouble(RawView view, long at) {
    try {
      return view.segment.get(JAVA_DOUBLE_UNALIGNED, view.offset + at);
    } catch (RuntimeException | InternalError failure) {
      throw explain(view.owner, failure);
    }
  }

  /**
   * Writes a double.
   *
   * @param view where
   * @param at byte offset in the view
   * @param value the value
   */
  protected static void setDouble(RawView view, long at, double value) {
    try {
      view.segment.set(JAVA_DOUBLE_UNALIGNED, view.offset + at, value);
    } catch (RuntimeException | InternalError failure) {
      throw explain(view.owner, failure);
    }
  }
}
