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
import org.sharedstruct.benchmarks.struct.RawXY;
import org.sharedstruct.benchmarks.struct.SharedXY;

/** Ours: the view without a lock. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RawStruct {

  private float one = 1;
  private SharedXY shared;
  private RawXY raw;

  /** For JMH. */
  public RawStruct() {}

  /** Makes the region. */
  @Setup
  public void open() throws IOException {
    shared = SharedXY.createTemporary();
    raw = shared.raw();
  }

  /** Ends the region, whose file goes with its last user. */
  @TearDown
  public void close() {
    shared.close();
  }

  /** One field. */
  @Benchmark
  public float get() {
    return raw.x();
  }

  /** One field. */
  @Benchmark
  public void setOne() {
    raw.x(one);
  }
}
