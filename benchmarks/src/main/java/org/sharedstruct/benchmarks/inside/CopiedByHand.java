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

/**
 * Rivals of the copies of one field: a loop by hand where fields lie apart, and the copy of the JDK where they
 * adjoin.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CopiedByHand {

  /** Two floats. */
  private static final long STRIDE = 8;

  private final float[] floats = new float[CopiedColumn.LENGTH];
  private Arena arena;
  private MemorySegment structs;

  /** For JMH. */
  public CopiedByHand() {}

  /** Allocates the memory. */
  @Setup
  public void open() {
    arena = Arena.ofShared();
    structs = arena.allocate(STRIDE * CopiedColumn.LENGTH, STRIDE);
  }

  /** Frees the memory. */
  @TearDown
  public void close() {
    arena.close();
  }

  /** To the first of two fields. */
  @Benchmark
  public void from() {
    for (int i = 0; i < CopiedColumn.LENGTH; i++) {
      structs.set(ValueLayout.JAVA_FLOAT, i * STRIDE, floats[i]);
    }
  }

  /** From the first of two fields. */
  @Benchmark
  public void to() {
    for (int i = 0; i < CopiedColumn.LENGTH; i++) {
      floats[i] = structs.get(ValueLayout.JAVA_FLOAT, i * STRIDE);
    }
  }

  /** To the only field. */
  @Benchmark
  public void fromAdjoining() {
    MemorySegment.copy(floats, 0, structs, ValueLayout.JAVA_FLOAT, 0, floats.length);
  }

  /** From the only field. */
  @Benchmark
  public void toAdjoining() {
    MemorySegment.copy(structs, ValueLayout.JAVA_FLOAT, 0, floats, 0, floats.length);
  }
}
