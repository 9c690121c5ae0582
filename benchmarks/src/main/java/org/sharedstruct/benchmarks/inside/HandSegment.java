package org.sharedstruct.benchmarks.inside;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.sharedstruct.benchmarks.struct.XYRecord;

/**
 * A rival of the guarded view: shared memory with a word that is the lock and one that counts commits, by
 * hand. A process that dies holding it stops all others, and what it had half written stays.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HandSegment {

  private static final VarHandle WORD = ValueLayout.JAVA_INT.varHandle();
  private static final long LOCK = 0;
  private static final long COMMITS = 4;
  private static final long X = 8;
  private static final long Y = 12;
  private static final long SIZE = 16;

  private float one = 1;
  private float other = 2;
  private Arena arena;
  private MemorySegment memory;

  /** For JMH. */
  public HandSegment() {}

  /** Allocates the memory. */
  @Setup
  public void open() {
    arena = Arena.ofShared();
    memory = arena.allocate(SIZE, SIZE);
  }

  /** Frees the memory. */
  @TearDown
  public void close() {
    arena.close();
  }

  /** A read and a write. */
  @Benchmark
  public void update() {
    int commits = begin();
    memory.set(ValueLayout.JAVA_FLOAT, X, memory.get(ValueLayout.JAVA_FLOAT, X) + 1);
    commit(commits);
  }

  /** The same with a result. */
  @Benchmark
  public float compute() {
    int commits = begin();
    float result = memory.get(ValueLayout.JAVA_FLOAT, X) + 1;
    memory.set(ValueLayout.JAVA_FLOAT, X, result);
    commit(commits);
    return result;
  }

  /** One field. */
  @Benchmark
  public void setOne() {
    int commits = begin();
    memory.set(ValueLayout.JAVA_FLOAT, X, one);
    commit(commits);
  }

  /** Both fields. */
  @Benchmark
  public void setBoth() {
    int commits = begin();
    memory.set(ValueLayout.JAVA_FLOAT, X, one);
    memory.set(ValueLayout.JAVA_FLOAT, Y, other);
    commit(commits);
  }

  /** One field. */
  @Benchmark
  public float get() {
    while (true) {
      int before = (int) WORD.getAcquire(memory, COMMITS);
      float x = memory.get(ValueLayout.JAVA_FLOAT, X);
      if (isOf(before)) {
        return x;
      }
    }
  }

  /** Both fields, as the same record that ours gives. */
  @Benchmark
  public XYRecord snapshot() {
    while (true) {
      int before = (int) WORD.getAcquire(memory, COMMITS);
      float x = memory.get(ValueLayout.JAVA_FLOAT, X);
      float y = memory.get(ValueLayout.JAVA_FLOAT, Y);
      if (isOf(before)) {
        return new XYRecord(x, y);
      }
    }
  }

  /** Takes the lock and makes the number of commits odd: readers have to come again. */
  private int begin() {
    while (!WORD.weakCompareAndSetAcquire(memory, LOCK, 0, 1)) {
      Thread.onSpinWait();
    }
    int commits = (int) WORD.get(memory, COMMITS);
    WORD.setOpaque(memory, COMMITS, commits + 1);
    VarHandle.storeStoreFence();
    return commits;
  }

  private void commit(int commits) {
    WORD.setRelease(memory, COMMITS, commits + 2);
    WORD.setRelease(memory, LOCK, 0);
  }

  /** Whether what has been read since is of one commit. */
  private boolean isOf(int commits) {
    VarHandle.acquireFence();
    return commits % 2 == 0 && (int) WORD.getOpaque(memory, COMMITS) == commits;
  }
}
