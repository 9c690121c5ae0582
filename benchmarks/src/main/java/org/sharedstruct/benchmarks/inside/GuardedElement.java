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
import org.sharedstruct.benchmarks.struct.GuardedXY;
import org.sharedstruct.benchmarks.struct.SharedXY;
import org.sharedstruct.benchmarks.struct.XY;
import org.sharedstruct.benchmarks.struct.XYRecord;

/** Ours: one element of a guarded array, as the single struct is used in {@link GuardedStruct}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GuardedElement {

  private static final int LENGTH = 1024;

  private final XY both = new XYRecord(1, 2);
  private float one = 1;
  private int index = LENGTH / 2;
  private SharedXY.Array shared;
  private GuardedXY.Array guarded;

  /** For JMH. */
  public GuardedElement() {}

  /** Makes the region. */
  @Setup
  public void open() throws IOException {
    shared = SharedXY.Array.createTemporary(LENGTH);
    guarded = shared.guarded();
  }

  /** Ends the region, whose file goes with its last user. */
  @TearDown
  public void close() {
    shared.close();
  }

  /** A read, a write and a commit. */
  @Benchmark
  public void update() {
    guarded.update(index, xy -> xy.x(xy.x() + 1));
  }

  /** The same with a result. */
  @Benchmark
  public float compute() {
    return guarded.compute(index, xy -> xy.x(xy.x() + 1).x());
  }

  /** One field, one commit. */
  @Benchmark
  public void setOne() {
    guarded.x(index, one);
  }

  /** Both fields, one commit. */
  @Benchmark
  public void setBoth() {
    guarded.set(index, both);
  }

  /** One field. */
  @Benchmark
  public float get() {
    return guarded.x(index);
  }

  /** Both fields of one commit, as a record. */
  @Benchmark
  public XYRecord snapshot() {
    return guarded.snapshot(index);
  }
}
