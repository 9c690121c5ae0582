package org.sharedstruct.benchmarks.inside;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A rival of the raw view: a flyweight that Chronicle-Values writes and compiles at run time. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ChroniclePrimitives extends Values {

  private final Fields fields = Flyweights.of(Fields.class);

  /** For JMH. */
  public ChroniclePrimitives() {}

  /** From which the flyweight is made. */
  public interface Fields {

    boolean isBoolean();

    void setBoolean(boolean value);

    boolean isAnotherBoolean();

    void setAnotherBoolean(boolean value);

    byte getByte();

    void setByte(byte value);

    byte getAnotherByte();

    void setAnotherByte(byte value);

    short getShort();

    void setShort(short value);

    short getAnotherShort();

    void setAnotherShort(short value);

    char getChar();

    void setChar(char value);

    char getAnotherChar();

    void setAnotherChar(char value);

    int getInt();

    void setInt(int value);

    int getAnotherInt();

    void setAnotherInt(int value);

    long getLong();

    void setLong(long value);

    long getAnotherLong();

    void setAnotherLong(long value);

    float getFloat();

    void setFloat(float value);

    float getAnotherFloat();

    void setAnotherFloat(float value);

    double getDouble();

    void setDouble(double value);

    double getAnotherDouble();

    void setAnotherDouble(double value);
  }

  /** A {@code boolean}. */
  @Benchmark
  public boolean aBoolean() {
    fields.setAnotherBoolean(booleanValue);
    return fields.isBoolean();
  }

  /** A {@code byte}. */
  @Benchmark
  public byte aByte() {
    fields.setAnotherByte(byteValue);
    return fields.getByte();
  }

  /** A {@code short}. */
  @Benchmark
  public short aShort() {
    fields.setAnotherShort(shortValue);
    return fields.getShort();
  }

  /** A {@code char}. */
  @Benchmark
  public char aChar() {
    fields.setAnotherChar(charValue);
    return fields.getChar();
  }

  /** An {@code int}. */
  @Benchmark
  public int anInt() {
    fields.setAnotherInt(intValue);
    return fields.getInt();
  }

  /** A {@code long}. */
  @Benchmark
  public long aLong() {
    fields.setAnotherLong(longValue);
    return fields.getLong();
  }

  /** A {@code float}. */
  @Benchmark
  public float aFloat() {
    fields.setAnotherFloat(floatValue);
    return fields.getFloat();
  }

  /** A {@code double}. */
  @Benchmark
  public double aDouble() {
    fields.setAnotherDouble(doubleValue);
    return fields.getDouble();
  }
}
