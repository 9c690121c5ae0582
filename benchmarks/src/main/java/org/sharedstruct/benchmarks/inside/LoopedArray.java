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
import org.sharedstruct.benchmarks.struct.RawBall;
import org.sharedstruct.benchmarks.struct.RawSample;
import org.sharedstruct.benchmarks.struct.RawXY;
import org.sharedstruct.benchmarks.struct.SharedXY;

/** Ours: a loop changes a field of all structs of a raw array. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LoopedArray {

  /** How many structs there are. */
  static final int LENGTH = 65_536;

  /** By what a field is multiplied. */
  static final float FACTOR = 1.01f;

  private SharedXY.Array shared;
  private RawXY.Array array;

  /** For JMH. */
  public LoopedArray() {}

  /** Makes the region, and goes through arrays of other structs, as a program that has several does. */
  @Setup
  public void open() throws IOException {
    shared = SharedXY.Array.createTemporary(LENGTH);
    array = shared.raw();
    for (RawBall ball : RawBall.Array.allocate(LENGTH)) {
      ball.number(1);
    }
    for (RawSample sample : RawSample.Array.allocate(LENGTH)) {
      sample.value(1);
    }
  }

  /** Ends the region, whose file goes with its last user. */
  @TearDown
  public void close() {
    shared.close();
  }

  /** By the accessors of the array. */
  @Benchmark
  public void index() {
    for (int i = 0; i < LENGTH; i++) {
      array.x(i, array.x(i) * FACTOR);
    }
  }

  /** By the view of an element. */
  @Benchmark
  public void get() {
    for (int i = 0; i < LENGTH; i++) {
      RawXY xy = array.get(i);
      xy.x(xy.x() * FACTOR);
    }
  }

  /** By the views of all elements. */
  @Benchmark
  public void iterator() {
    for (RawXY xy : array) {
      xy.x(xy.x() * FACTOR);
    }
  }
}
