package org.sharedstruct.benchmarks.inside;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Rivals of loops over raw arrays: an array of objects, and one of floats, two for each struct. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LoopedObjects {

  private final Fields[] objects = new Fields[LoopedArray.LENGTH];
  private final float[] floats = new float[2 * LoopedArray.LENGTH];

  /** For JMH. */
  public LoopedObjects() {}

  /** Makes the objects, one after the other, so that they lie in memory as structs do. */
  @Setup
  public void fill() {
    for (int i = 0; i < objects.length; i++) {
      objects[i] = new Fields();
    }
  }

  /** The first field of each object. */
  @Benchmark
  public void objects() {
    for (Fields fields : objects) {
      fields.x *= LoopedArray.FACTOR;
    }
  }

  /** The first float of each pair. */
  @Benchmark
  public void floats() {
    for (int i = 0; i < floats.length; i += 2) {
      floats[i] *= LoopedArray.FACTOR;
    }
  }
}
