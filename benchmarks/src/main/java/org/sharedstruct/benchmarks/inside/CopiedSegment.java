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

/** A rival of writes in bulk: the JDK's copy, to memory that is not shared. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CopiedSegment {

  private final float[] floats = new float[CopiedArray.LENGTH];
  private Arena arena;
  private MemorySegment copied;

  /** For JMH. */
  public CopiedSegment() {}

  /** Allocates the memory. */
  @Setup
  public void open() {
    arena = Arena.ofShared();
    copied = arena.allocate(ValueLayout.JAVA_FLOAT, floats.length);
  }

  /** Frees the memory. */
  @TearDown
  public void close() {
    arena.close();
  }

  /** All floats. */
  @Benchmark
  public void copy() {
    MemorySegment.copy(floats, 0, copied, ValueLayout.JAVA_FLOAT, 0, floats.length);
  }
}
