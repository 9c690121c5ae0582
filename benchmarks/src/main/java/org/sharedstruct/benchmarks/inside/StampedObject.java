package org.sharedstruct.benchmarks.inside;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.StampedLock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.sharedstruct.benchmarks.struct.XYRecord;

/** The rival of guarded reads: an object that is read optimistically, within one JVM. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StampedObject {

  private final StampedLock lock = new StampedLock();
  private final Fields fields = new Fields();

  /** For JMH. */
  public StampedObject() {}

  /** One field. */
  @Benchmark
  public float get() {
    long stamp = lock.tryOptimisticRead();
    float x = fields.x;
    return lock.validate(stamp) ? x : getLocked();
  }

  private float getLocked() {
    long stamp = lock.readLock();
    try {
      return fields.x;
    } finally {
      lock.unlockRead(stamp);
    }
  }

  /** Both fields, as the same record that ours gives. */
  @Benchmark
  public XYRecord snapshot() {
    long stamp = lock.tryOptimisticRead();
    float x = fields.x;
    float y = fields.y;
    return lock.validate(stamp) ? new XYRecord(x, y) : snapshotLocked();
  }

  private XYRecord snapshotLocked() {
    long stamp = lock.readLock();
    try {
      return new XYRecord(fields.x, fields.y);
    } finally {
      lock.unlockRead(stamp);
    }
  }
}
