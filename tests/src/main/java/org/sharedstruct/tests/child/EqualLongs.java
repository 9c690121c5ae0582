package org.sharedstruct.tests.child;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.tests.GuardedTwelve;
import org.sharedstruct.tests.GuardedWide;
import org.sharedstruct.tests.RawTwelve;
import org.sharedstruct.tests.RawWide;
import org.sharedstruct.tests.SharedTwelve;
import org.sharedstruct.tests.SharedWide;
import org.sharedstruct.tests.TwelveRecord;

/**
 * Many longs in a guarded struct, whose rule is that all of them are equal, so that a torn read shows.
 * The same tests run on a short struct, a long one and elements of arrays. Snapshots of one instance
 * are for one thread.
 */
public final class EqualLongs implements AutoCloseable {

  /** Where the longs are: how many they are, and whether there are other elements around them. */
  public enum Kind {
    /** 96 bytes. */
    TWELVE,
    /** 288 bytes. */
    WIDE,
    /** 96 bytes, in an array. */
    TWELVE_IN_ARRAY,
    /** 288 bytes, in an array. */
    WIDE_IN_ARRAY
  }

  /** Which element it is, in an array. */
  public static final int INDEX = 3;

  private static final int LENGTH = 8;

  private final SharedMemory handle;
  private final Consumer<Consumer<MemorySegment>> update;
  private final Supplier<MemorySegment> snapshot;
  private final LongSupplier first;
  private final LongSupplier last;

  private EqualLongs(SharedMemory handle, GuardedTwelve guarded) {
    RawTwelve copy = RawTwelve.allocate();
    this.handle = handle;
    update = action -> guarded.update(raw -> action.accept(raw.segment()));
    snapshot = () -> copy.set(guarded.snapshot()).segment();
    first = guarded::a;
    last = guarded::l;
  }

  private EqualLongs(SharedMemory handle, GuardedWide guarded) {
    RawWide copy = RawWide.allocate();
    this.handle = handle;
    update = action -> guarded.update(raw -> action.accept(raw.segment()));
    snapshot = () -> copy.set(guarded.snapshot()).segment();
    first = guarded::a;
    last = guarded::n36;
  }

  /** A new file, all zeros. */
  public static EqualLongs create(Kind kind, Path path) throws IOException {
    return switch (kind) {
      case TWELVE -> of(SharedTwelve.create(path));
      case WIDE -> of(SharedWide.create(path));
      case TWELVE_IN_ARRAY -> of(SharedTwelve.Array.create(path, LENGTH));
      case WIDE_IN_ARRAY -> of(SharedWide.Array.create(path, LENGTH));
    };
  }

  /** A file that is there. */
  public static EqualLongs open(Kind kind, Path path, SharedMemory.OpenOption... options) throws IOException {
    return switch (kind) {
      case TWELVE -> of(SharedTwelve.open(path, options));
      case WIDE -> of(SharedWide.open(path, options));
      case TWELVE_IN_ARRAY -> of(SharedTwelve.Array.open(path, options));
      case WIDE_IN_ARRAY -> of(SharedWide.Array.open(path, options));
    };
  }

  private static EqualLongs of(SharedTwelve shared) {
    return new EqualLongs(shared, shared.guarded());
  }

  private static EqualLongs of(SharedWide shared) {
    return new EqualLongs(shared, shared.guarded());
  }

  private static EqualLongs of(SharedTwelve.Array shared) {
    return new EqualLongs(shared, shared.guarded().get(INDEX));
  }

  private static EqualLongs of(SharedWide.Array shared) {
    return new EqualLongs(shared, shared.guarded().get(INDEX));
  }

  /** A {@code Twelve} that follows the rule. */
  public static TwelveRecord twelve(long value) {
    RawTwelve raw = RawTwelve.allocate();
    fill(raw.segment(), 0, raw.segment().byteSize(), value);
    return raw.toRecord();
  }

  /** The handle, to be asked for its lock. */
  public SharedMemory handle() {
    return handle;
  }

  /** One guarded update of the struct's memory. */
  public void update(Consumer<MemorySegment> action) {
    update.accept(action);
  }

  /** One guarded update that gives all longs the same value. */
  public void update(long value) {
    update(memory -> fill(memory, 0, memory.byteSize(), value));
  }

  /** Gives a value to the longs between two byte offsets, one after the other. */
  public static void fill(MemorySegment memory, long from, long to, long value) {
    for (long at = from; at < to; at += Long.BYTES) {
      memory.set(JAVA_LONG, at, value);
    }
  }

  /** All longs of one snapshot. */
  public long[] snapshot() {
    return snapshot.get().toArray(JAVA_LONG);
  }

  /** The first long, by a guarded getter. */
  public long first() {
    return first.getAsLong();
  }

  /** The last long, by a guarded getter. */
  public long last() {
    return last.getAsLong();
  }

  /** Whether all longs are equal. */
  public static boolean isWhole(long[] longs) {
    return Arrays.stream(longs).allMatch(value -> value == longs[0]);
  }

  @Override
  public void close() {
    handle.close();
  }
}
