package org.sharedstruct.benchmarks.inside;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.sharedstruct.benchmarks.struct.Colour;
import org.sharedstruct.benchmarks.struct.XY;

/** A rival of the raw view: fields of an object, where all of these are references. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ObjectOthers extends OtherValues {

  private final Fields fields = new Fields();

  /** For JMH. */
  public ObjectOthers() {}

  private static final class Fields {

    final float[] element = new float[16];
    final float[] anotherElement = new float[16];
    int anUnsigned;
    int anotherUnsigned;
    Colour anEnum;
    Colour anotherEnum;
    String aString;
    String anotherString;
    UUID aUuid;
    UUID anotherUuid;
    Instant anInstant;
    Instant anotherInstant;
    Duration aDuration;
    Duration anotherDuration;
    XY aStruct;
    XY anotherStruct;
  }

  /** An unsigned number of 16 bits. */
  @Benchmark
  public int anUnsigned() {
    fields.anotherUnsigned = unsignedValue;
    return fields.anUnsigned;
  }

  /** An enum. */
  @Benchmark
  public Colour anEnum() {
    fields.anotherEnum = enumValue;
    return fields.anEnum;
  }

  /** A {@code String}. */
  @Benchmark
  public String aString() {
    fields.anotherString = stringValue;
    return fields.aString;
  }

  /** A {@code UUID}. */
  @Benchmark
  public UUID aUuid() {
    fields.anotherUuid = uuidValue;
    return fields.aUuid;
  }

  /** An {@code Instant}. */
  @Benchmark
  public Instant anInstant() {
    fields.anotherInstant = instantValue;
    return fields.anInstant;
  }

  /** A {@code Duration}. */
  @Benchmark
  public Duration aDuration() {
    fields.anotherDuration = durationValue;
    return fields.aDuration;
  }

  /** An element of an array. */
  @Benchmark
  public float element() {
    fields.anotherElement[index] = elementValue;
    return fields.element[index];
  }

  /** Another struct, as its record. */
  @Benchmark
  public XY aStruct() {
    fields.anotherStruct = structValue;
    return fields.aStruct;
  }
}
