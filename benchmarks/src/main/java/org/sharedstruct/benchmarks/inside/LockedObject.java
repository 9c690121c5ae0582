package org.sharedstruct.benchmarks.inside;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A rival of the guarded view: an object under a lock of its JVM, which no other process sees. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LockedObject {

  private final ReentrantLock lock = new ReentrantLock();
  private final Fields fields = new Fields();
  private float one = 1;
  private float other = 2;

  /** For JMH. */
  public LockedObject() {}

  /** A read and a write. */
  @Benchmark
  public void update() {
    lock.lock();
    try {
      fields.x = fields.x + 1;
    } finally {
      lock.unlock();
    }
  }

  /** The same with a result. */
  @Benchmark
  public float compute() {
    lock.lock();
    try {
      fields.x = fields.x + 1;
      return fields.x;
    } finally {
      lock.unlock();
    }
  }

  /** One field. */
  @Benchmark
  public void setOne() {
    lock.lock();
    try {
      fields.x = one;
    } finally {
      lock.unlock();
    }
  }

  /** Both fields. */
  @Benchmark
  public void setBoth() {
    lock.lock();
    try {
      fields.x = one;
      fields.y = other;
    } finally {
      lock.unlock();
    }
  }
}
