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
import org.sharedstruct.SharedMemory;
import org.sharedstruct.benchmarks.struct.SharedSample;

/** Ours: an array on the heap is copied into one that is shared, as one write in bulk. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CopiedArray {

  /** How many floats there are. */
  static final int LENGTH = 1_000_000;

  private final float[] floats = new float[LENGTH];
  private SharedSample.Array plain;
  private SharedSample.Array atomic;

  /** For JMH. */
  public CopiedArray() {}

  /** Makes the regions. */
  @Setup
  public void open() throws IOException {
    plain = SharedSample.Array.createTemporary(LENGTH);
    atomic = SharedSample.Array.createTemporary(LENGTH, SharedMemory.ATOMIC_ARRAY);
  }

  /** Ends the regions, whose files go with their last user. */
  @TearDown
  public void close() {
    atomic.close();
    plain.close();
  }

  /** Without a lock. */
  @Benchmark
  public void raw() {
    plain.raw().copyValueFrom(floats);
  }

  /** Guarded; a death in the midst of it is told. */
  @Benchmark
  public void guarded() {
    plain.guarded().copyValueFrom(floats);
  }

  /** Guarded; a death in the midst of it is undone. */
  @Benchmark
  public void atomic() {
    atomic.guarded().copyValueFrom(floats);
  }
}
