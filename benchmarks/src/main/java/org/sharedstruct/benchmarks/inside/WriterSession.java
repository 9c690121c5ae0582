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
import org.sharedstruct.SharedWriter;
import org.sharedstruct.benchmarks.struct.GuardedXY;
import org.sharedstruct.benchmarks.struct.SharedXY;

/** Ours: the same, in a writer session of the thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WriterSession {

  private float one = 1;
  private SharedXY shared;
  private GuardedXY guarded;
  private SharedWriter writer;

  /** For JMH. */
  public WriterSession() {}

  /** Makes the region, in the thread that measures, and begins the session. */
  @Setup
  public void open() throws IOException {
    shared = SharedXY.createTemporary();
    guarded = shared.guarded();
    writer = shared.writer();
  }

  /** Ends the region, whose file goes with its last user. */
  @TearDown
  public void close() {
    writer.close();
    shared.close();
  }

  /** A read, a write and a commit. */
  @Benchmark
  public void update() {
    guarded.update(xy -> xy.x(xy.x() + 1));
  }

  /** One field, one commit. */
  @Benchmark
  public void setOne() {
    guarded.x(one);
  }
}
