package org.sharedstruct.benchmarks.inside;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.sharedstruct.benchmarks.struct.Colour;
import org.sharedstruct.benchmarks.struct.RawOthers;
import org.sharedstruct.benchmarks.struct.SharedOthers;
import org.sharedstruct.benchmarks.struct.XY;

/** Ours: for each type that is more than a primitive, one field of the raw view is set and another one is read. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StructOthers extends OtherValues {

  private SharedOthers shared;
  private RawOthers raw;

  /** For JMH. */
  public StructOthers() {}

  /** Makes the region. */
  @Setup
  public void open() throws IOException {
    shared = SharedOthers.createTemporary();
    raw = shared.raw();
    raw.aString("something").aUuid(uuidValue).anInstant(instantValue).aDuration(durationValue);
  }

  /** Ends the region, whose file goes with its last user. */
  @TearDown
  public void close() {
    shared.close();
  }

  /** An unsigned number of 16 bits. */
  @Benchmark
  public int anUnsigned() {
    raw.anotherUnsigned(unsignedValue);
    return raw.anUnsigned();
  }

  /** An enum. */
  @Benchmark
  public Colour anEnum() {
    raw.anotherEnum(enumValue);
    return raw.anEnum();
  }

  /** A {@code String}. */
  @Benchmark
  public String aString() {
    raw.anotherString(stringValue);
    return raw.aString();
  }

  /** A {@code UUID}. */
  @Benchmark
  public UUID aUuid() {
    raw.anotherUuid(uuidValue);
    return raw.aUuid();
  }

  /** An {@code Instant}. */
  @Benchmark
  public Instant anInstant() {
    raw.anotherInstant(instantValue);
    return raw.anInstant();
  }

  /** A {@code Duration}. */
  @Benchmark
  public Duration aDuration() {
    raw.anotherDuration(durationValue);
    return raw.aDuration();
  }

  /** An element of an array. */
  @Benchmark
  public float element() {
    raw.anotherElement(index, elementValue);
    return raw.element(index);
  }

  /** Another struct, as its record. */
  @Benchmark
  public XY aStruct() {
    raw.anotherStruct().set(structValue);
    return raw.aStruct().toRecord();
  }
}
