package org.sharedstruct.benchmarks.inside;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A rival of the raw view: a buffer of Agrona, which checks bounds as it does by default. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AgronaPrimitives extends Values {

  private final UnsafeBuffer fields = new UnsafeBuffer(ByteBuffer.allocateDirect(Offsets.SIZE));

  /** For JMH. */
  public AgronaPrimitives() {}

  /** A {@code boolean}. */
  @Benchmark
  public boolean aBoolean() {
    fields.putByte(Offsets.ANOTHER_BOOLEAN, (byte) (booleanValue ? 1 : 0));
    return fields.getByte(Offsets.A_BOOLEAN) != 0;
  }

  /** A {@code byte}. */
  @Benchmark
  public byte aByte() {
    fields.putByte(Offsets.ANOTHER_BYTE, byteValue);
    return fields.getByte(Offsets.A_BYTE);
  }

  /** A {@code short}. */
  @Benchmark
  public short aShort() {
    fields.putShort(Offsets.ANOTHER_SHORT, shortValue);
    return fields.getShort(Offsets.A_SHORT);
  }

  /** A {@code char}. */
  @Benchmark
  public char aChar() {
    fields.putChar(Offsets.ANOTHER_CHAR, charValue);
    return fields.getChar(Offsets.A_CHAR);
  }

  /** An {@code int}. */
  @Benchmark
  public int anInt() {
    fields.putInt(Offsets.ANOTHER_INT, intValue);
    return fields.getInt(Offsets.AN_INT);
  }

  /** A {@code long}. */
  @Benchmark
  public long aLong() {
    fields.putLong(Offsets.ANOTHER_LONG, longValue);
    return fields.getLong(Offsets.A_LONG);
  }

  /** A {@code float}. */
  @Benchmark
  public float aFloat() {
    fields.putFloat(Offsets.ANOTHER_FLOAT, floatValue);
    return fields.getFloat(Offsets.A_FLOAT);
  }

  /** A {@code double}. */
  @Benchmark
  public double aDouble() {
    fields.putDouble(Offsets.ANOTHER_DOUBLE, doubleValue);
    return fields.getDouble(Offsets.A_DOUBLE);
  }
}
