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
import org.sharedstruct.benchmarks.struct.RawPrimitives;
import org.sharedstruct.benchmarks.struct.RawXY;
import org.sharedstruct.benchmarks.struct.SharedSample;
import org.sharedstruct.benchmarks.struct.SharedXY;

/** Ours: one field of all structs of an array is copied from an array on the heap, and to it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CopiedColumn {

  /** How many structs there are. */
  static final int LENGTH = 65_536;

  private final float[] floats = new float[LENGTH];
  private SharedXY.Array apart;
  private SharedSample.Array adjoining;

  /** For JMH. */
  public CopiedColumn() {}

  /** Makes the regions, and copies fields of other types, as a program that has several does. */
  @Setup
  public void open() throws IOException {
    apart = SharedXY.Array.createTemporary(LENGTH);
    adjoining = SharedSample.Array.createTemporary(LENGTH);
    for (int i = 0; i < 100; i++) {
      copyOthers();
    }
  }

  private static void copyOthers() {
    RawPrimitives.Array others = RawPrimitives.Array.allocate(1_000);
    int[] ints = new int[1_000];
    long[] longs = new long[1_000];
    double[] doubles = new double[1_000];
    others.copyAnIntFrom(ints).copyALongFrom(longs).copyADoubleFrom(doubles);
    others.copyAnIntTo(ints);
    others.copyALongTo(longs);
    others.copyADoubleTo(doubles);
  }

  /** Ends the regions, whose files go with their last user. */
  @TearDown
  public void close() {
    adjoining.close();
    apart.close();
  }

  /** Without a lock, to the first of two fields. */
  @Benchmark
  public void rawFrom() {
    apart.raw().copyXFrom(floats);
  }

  /** Without a lock, from the first of two fields. */
  @Benchmark
  public void rawTo() {
    apart.raw().copyXTo(floats);
  }

  /** As one section, to the first of two fields. */
  @Benchmark
  public void guardedFrom() {
    apart.guarded().copyXFrom(floats);
  }

  /** Of one commit, from the first of two fields. */
  @Benchmark
  public void guardedTo() {
    apart.guarded().copyXTo(floats);
  }

  /** Without a lock, to the only field. */
  @Benchmark
  public void rawFromAdjoining() {
    adjoining.raw().copyValueFrom(floats);
  }

  /** Without a lock, from the only field. */
  @Benchmark
  public void rawToAdjoining() {
    adjoining.raw().copyValueTo(floats);
  }

  /** As one section, to the only field. */
  @Benchmark
  public void guardedFromAdjoining() {
    adjoining.guarded().copyValueFrom(floats);
  }

  /** Of one commit, from the only field. */
  @Benchmark
  public void guardedToAdjoining() {
    adjoining.guarded().copyValueTo(floats);
  }
}
