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

/** A rival of loops over raw arrays: Agrona's buffer, which checks bounds as it does by default. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LoopedBuffer {

  /** Two floats. */
  private static final int STRIDE = 8;

  private final UnsafeBuffer structs = new UnsafeBuffer(ByteBuffer.allocateDirect(STRIDE * LoopedArray.LENGTH));

  /** For JMH. */
  public LoopedBuffer() {}

  /** The first float of each struct. */
  @Benchmark
  public void hand() {
    for (int i = 0; i < LoopedArray.LENGTH; i++) {
      structs.putFloat(i * STRIDE, structs.getFloat(i * STRIDE) * LoopedArray.FACTOR);
    }
  }
}
