package org.sharedstruct.benchmarks.inside;

import java.util.concurrent.TimeUnit;
import net.openhft.chronicle.values.MaxUtf8Length;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.sharedstruct.benchmarks.struct.Colour;

/** A rival of the raw view: those of the types that Chronicle-Values has too. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ChronicleOthers extends OtherValues {

  private final Fields fields = Flyweights.of(Fields.class);

  /** For JMH. */
  public ChronicleOthers() {}

  /** From which the flyweight is made. */
  public interface Fields {

    Colour getEnum();

    void setEnum(Colour value);

    Colour getAnotherEnum();

    void setAnotherEnum(Colour value);

    String getString();

    void setString(@MaxUtf8Length(32) String value);

    String getAnotherString();

    void setAnotherString(@MaxUtf8Length(32) String value);
  }

  /** An enum. */
  @Benchmark
  public Colour anEnum() {
    fields.setAnotherEnum(enumValue);
    return fields.getEnum();
  }

  /** A {@code String}. */
  @Benchmark
  public String aString() {
    fields.setAnotherString(stringValue);
    return fields.getString();
  }
}
