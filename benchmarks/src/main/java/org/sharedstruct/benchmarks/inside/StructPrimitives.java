package org.sharedstruct.benchmarks.inside;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.sharedstruct.benchmarks.struct.RawPrimitives;
import org.sharedstruct.benchmarks.struct.SharedPrimitives;

/** Ours: for each primitive type, one field of the raw view is set and another one is read. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StructPrimitives extends Values {

  private SharedPrimitives shared;
  private RawPrimitives raw;

  /** For JMH. */
  public StructPrimitives() {}

  /** Makes the region. */
  @Setup
  public void open() throws IOException {
    shared = SharedPrimitives.createTemporary();
    raw = shared.raw();
  }

  /** Ends the region, whose file goes with its last user. */
  @TearDown
  public void close() {
    shared.close();
  }

  /** A {@code boolean}. */
  @Benchmark
  public boolean aBoolean() {
    raw.anotherBoolean(booleanValue);
    return raw.aBoolean();
  }

  /** A {@code byte}. */
  @Benchmark
  public byte aByte() {
    raw.anotherByte(byteValue);
    return raw.aByte();
  }

  /** A {@code short}. */
  @Benchmark
  public short aShort() {
    raw.anotherShort(shortValue);
    return raw.aShort();
  }

  /** A {@code char}. */
  @Benchmark
  public char aChar() {
    raw.anotherChar(charValue);
    return raw.aChar();
  }

  /** An {@code int}. */
  @Benchmark
  public int anInt() {
    raw.anotherInt(intValue);
    return raw.anInt();
  }

  /** A {@code long}. */
  @Benchmark
  public long aLong() {
    raw.anotherLong(longValue);
    return raw.aLong();
  }

  /** A {@code float}. */
  @Benchmark
  public float aFloat() {
    raw.anotherFloat(floatValue);
    return raw.aFloat();
  }

  /** A {@code double}. */
  @Benchmark
  public double aDouble() {
    raw.anotherDouble(doubleValue);
    return raw.aDouble();
  }
}
