package org.sharedstruct.benchmarks.inside;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The rival of the raw view: fields of an object. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PlainObject {

  private final Fields fields = new Fields();
  private float one = 1;

  /** For JMH. */
  public PlainObject() {}

  /** One field. */
  @Benchmark
  public float get() {
    return fields.x;
  }

  /** One field. */
  @Benchmark
  public void setOne() {
    fields.x = one;
  }
}
