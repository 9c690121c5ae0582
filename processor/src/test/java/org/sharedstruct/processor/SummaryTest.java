package org.sharedstruct.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the user says of a field stands on what is generated for it, as do the names of the user's parameters. */
class SummaryTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      Metres to the east.                              | Metres to the east.
      ' Metres to the\n  east. More about it.\n'       | Metres to the east.
      metres to the east                               | Metres to the east.
      {@return the speed, in m/s}                      | The speed, in m/s.
      Half of {@link #width()} of {@link Box a box}.   | Half of {@code width()} of a box.
      Is `true` if it is 3.5 m long. Or not.           | Is {@code true} if it is 3.5 m long.
      'One\n\nTwo.'                                    | One.
      'One<p>Two.'                                     | One.
      'Who? Me.\n@return me'                           | Who?
      '@return me'                                     | ''
      'Of <b>bold</b> things.'                         | ''
      'a & b'                                          | ''
      """)
  void isTheFirstSentence(String comment, String summary) {
    assertThat(Summary.of(comment.replace("\\n", "\n"))).isEqualTo(summary);
  }

  @Test
  void isNothingOfNothing() {
    assertThat(Summary.of("")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void standsOnGettersAndSettersOfAllViews(Compiler compiler) throws IOException {
    Compiled compiled = Compilation.by(compiler, folder).source("p/Probe.java", """
        package p;

        import org.sharedstruct.*;

        @SharedStruct
        public interface Probe {
          /** How fast it is, in m/s. Not more. */
          float speed();

          /** Sets it. */
          Probe speed(float metres);

          /** What was measured last. */
          @Length(4)
          int sample(int index);

          Probe sample(int index, int guard);
        }
        """).run();
    assertThat(compiled.errors()).isEmpty();
    String raw = compiled.generated().get("p/RawProbe.java");
    String guarded = compiled.generated().get("p/GuardedProbe.java");
    assertThat(raw.lines().filter(line -> line.contains("How fast it is, in m/s. {@code float} at byte 0"))).hasSize(4);
    assertThat(guarded.lines().filter(line -> line.contains("How fast it is, in m/s. {@code float} at byte 0")))
        .hasSize(4);
    assertThat(raw).contains("public RawProbe speed(float metres)", "public Array speed(long index, float metres)",
        "public int sample(int index)", "public int sample(long position, int index)",
        "public Array sample(long position, int index, int guard)");
    assertThat(guarded).contains("public void speed(long index, float metres)",
        "this.guard.setInt(this.index, RawProbe.SAMPLE_OFFSET + RawProbe.SAMPLE_CODEC.at(index), guard);",
        "this.guard.setInt(at(this, position), RawProbe.SAMPLE_OFFSET\n");
  }
}
