package org.sharedstruct.benchmarks.inside;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A rival of the raw view: a segment of shared memory, with offsets that are constants. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SegmentPrimitives extends Values {

  private Arena arena;
  private MemorySegment fields;

  /** For JMH. */
  public SegmentPrimitives() {}

  /** Allocates the memory. */
  @Setup
  public void open() {
    arena = Arena.ofShared();
    fields = arena.allocate(Offsets.SIZE, Long.BYTES);
  }

  /** Frees the memory. */
  @TearDown
  public void close() {
    arena.close();
  }

  /** A {@code boolean}. */
  @Benchmark
  public boolean aBoolean() {
    fields.set(ValueLayout.JAVA_BOOLEAN, Offsets.ANOTHER_BOOLEAN, booleanValue);
    return fields.get(ValueLayout.JAVA_BOOLEAN, Offsets.A_BOOLEAN);
  }

  /** A {@code byte}. */
  @Benchmark
  public byte aByte() {
    fields.set(ValueLayout.JAVA_BYTE, Offsets.ANOTHER_BYTE, byteValue);
    return fields.get(ValueLayout.JAVA_BYTE, Offsets.A_BYTE);
  }

  /** A {@code short}. */
  @Benchmark
  public short aShort() {
    fields.set(ValueLayout.JAVA_SHORT, Offsets.ANOTHER_SHORT, shortValue);
    return fields.get(ValueLayout.JAVA_SHORT, Offsets.A_SHORT);
  }

  /** A {@code char}. */
  @Benchmark
  public char aChar() {
    fields.set(ValueLayout.JAVA_CHAR, Offsets.ANOTHER_CHAR, charValue);
    return fields.get(ValueLayout.JAVA_CHAR, Offsets.A_CHAR);
  }

  /** An {@code int}. */
  @Benchmark
  public int anInt() {
    fields.set(ValueLayout.JAVA_INT, Offsets.ANOTHER_INT, intValue);
    return fields.get(ValueLayout.JAVA_INT, Offsets.AN_INT);
  }

  /** A {@code long}. */
  @Benchmark
  public long aLong() {
    fields.set(ValueLayout.JAVA_LONG, Offsets.ANOTHER_LONG, longValue);
    return fields.get(ValueLayout.JAVA_LONG, Offsets.A_LONG);
  }

  /** A {@code float}. */
  @Benchmark
  public float aFloat() {
    fields.set(ValueLayout.JAVA_FLOAT, Offsets.ANOTHER_FLOAT, floatValue);
    return fields.get(ValueLayout.JAVA_FLOAT, Offsets.A_FLOAT);
  }

  /** A {@code double}. */
  @Benchmark
  public double aDouble() {
    fields.set(ValueLayout.JAVA_DOUBLE, Offsets.ANOTHER_DOUBLE, doubleValue);
    return fields.get(ValueLayout.JAVA_DOUBLE, Offsets.A_DOUBLE);
  }
}
