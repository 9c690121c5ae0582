package org.sharedstruct.benchmarks.inside;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A rival of the raw view: fields of an object. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ObjectPrimitives extends Values {

  private final Fields fields = new Fields();

  /** For JMH. */
  public ObjectPrimitives() {}

  private static final class Fields {

    boolean aBoolean;
    boolean anotherBoolean;
    byte aByte;
    byte anotherByte;
    short aShort;
    short anotherShort;
    char aChar;
    char anotherChar;
    int anInt;
    int anotherInt;
    long aLong;
    long anotherLong;
    float aFloat;
    float anotherFloat;
    double aDouble;
    double anotherDouble;
  }

  /** A {@code boolean}. */
  @Benchmark
  public boolean aBoolean() {
    fields.anotherBoolean = booleanValue;
    return fields.aBoolean;
  }

  /** A {@code byte}. */
  @Benchmark
  public byte aByte() {
    fields.anotherByte = byteValue;
    return fields.aByte;
  }

  /** A {@code short}. */
  @Benchmark
  public short aShort() {
    fields.anotherShort = shortValue;
    return fields.aShort;
  }

  /** A {@code char}. */
  @Benchmark
  public char aChar() {
    fields.anotherChar = charValue;
    return fields.aChar;
  }

  /** An {@code int}. */
  @Benchmark
  public int anInt() {
    fields.anotherInt = intValue;
    return fields.anInt;
  }

  /** A {@code long}. */
  @Benchmark
  public long aLong() {
    fields.anotherLong = longValue;
    return fields.aLong;
  }

  /** A {@code float}. */
  @Benchmark
  public float aFloat() {
    fields.anotherFloat = floatValue;
    return fields.aFloat;
  }

  /** A {@code double}. */
  @Benchmark
  public double aDouble() {
    fields.anotherDouble = doubleValue;
    return fields.aDouble;
  }
}
