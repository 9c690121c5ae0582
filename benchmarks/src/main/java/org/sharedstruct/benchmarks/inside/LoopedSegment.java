package org.sharedstruct.benchmarks.inside;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A rival of loops over raw arrays: the loop that one writes by hand, with offsets that are constants. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LoopedSegment {

  /** Two floats. */
  private static final long STRIDE = 8;

  private Arena arena;
  private MemorySegment structs;

  /** For JMH. */
  public LoopedSegment() {}

  /** Allocates the memory. */
  @Setup
  public void open() {
    arena = Arena.ofShared();
    structs = arena.allocate(STRIDE * LoopedArray.LENGTH, STRIDE);
  }

  /** Frees the memory. */
  @TearDown
  public void close() {
    arena.close();
  }

  /** The first float of each struct. */
  @Benchmark
  public void hand() {
    for (int i = 0; i < LoopedArray.LENGTH; i++) {
      float value = structs.get(ValueLayout.JAVA_FLOAT, i * STRIDE);
      structs.set(ValueLayout.JAVA_FLOAT, i * STRIDE, value * LoopedArray.FACTOR);
    }
  }
}
