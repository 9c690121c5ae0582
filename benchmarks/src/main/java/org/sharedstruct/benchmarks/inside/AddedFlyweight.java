package org.sharedstruct.benchmarks.inside;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A rival of {@code update}, for one field: the atomic addition of Chronicle-Values, which takes no lock. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AddedFlyweight {

  private final Fields fields = Flyweights.of(Fields.class);

  /** For JMH. */
  public AddedFlyweight() {}

  /** From which the flyweight is made. */
  public interface Fields {

    float getX();

    void setX(float value);

    float addAtomicX(float addition);

    float getY();

    void setY(float value);
  }

  /** A read and a write. */
  @Benchmark
  public float update() {
    return fields.addAtomicX(1);
  }
}
