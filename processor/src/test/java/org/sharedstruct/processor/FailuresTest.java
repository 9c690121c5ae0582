package org.sharedstruct.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What one struct cannot have is kept from the others. */
class FailuresTest {

  private static final String GOOD = """
      package p;

      @org.sharedstruct.SharedStruct
      public interface Good {
        float x();
      }
      """;

  private static final String BAD = """
      package p;

      @org.sharedstruct.SharedStruct
      public interface Bad {
        float x();
      }
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void aStructWithAProblemLeavesTheOthersGenerated(Compiler compiler) throws IOException {
    Compiled compiled = Compilation.by(compiler, folder)
        .source("p/Bad.java", BAD.replace("float x()", "String x()"))
        .source("p/Good.java", GOOD)
        .run();
    assertThat(compiled.generated()).containsOnlyKeys(
        "p/SharedGood.java", "p/RawGood.java", "p/GuardedGood.java", "p/GoodRecord.java");
  }

  @ParameterizedTest
  @EnumSource
  void aMisspeltTypeLeavesTheOthersGenerated(Compiler compiler) throws IOException {
    Compiled compiled = Compilation.by(compiler, folder)
        .source("p/Bad.java", BAD.replace("float x()", "flaot x()"))
        .source("p/Good.java", GOOD)
        .run();
    assertThat(compiled.generated()).containsOnlyKeys(
        "p/SharedGood.java", "p/RawGood.java", "p/GuardedGood.java", "p/GoodRecord.java");
  }

  @ParameterizedTest
  @EnumSource
  void aBugOfOursIsOneErrorOnTheLineOfTheStruct(Compiler compiler) throws IOException {
    Compiled compiled = Compilation.by(compiler, folder)
        .source("p/Bad.java", BAD)
        .source("p/Good.java", GOOD)
        .processors(new WatchedProcessor((type, origins) -> {
          if (type.contains("Bad")) {
            throw new IllegalStateException("no idea");
          }
        }))
        .run();
    assertThat(compiled.errors()).singleElement().satisfies(error -> {
      assertThat(error.file()).hasFileName("Bad.java");
      assertThat(error.line()).isEqualTo(4);
      assertThat(error.text()).startsWith("[internal] SharedStruct failed on p.Bad: ")
          .contains("no idea", "please report it");
    });
    assertThat(compiled.generated()).hasSize(4).containsKey("p/SharedGood.java");
  }

  @ParameterizedTest
  @EnumSource
  void aFullDiskIsAnErrorThatIsNotTakenForABugOfOurs(Compiler compiler) throws IOException {
    Compiled compiled = Compilation.by(compiler, folder)
        .source("p/Bad.java", BAD)
        .processors(new WatchedProcessor((type, origins) -> {
          throw new IOException("No space left on device");
        }))
        .run();
    assertThat(compiled.errors()).singleElement().extracting(Message::text).asString()
        .contains("No space left on device")
        .doesNotContain("bug of the processor");
  }
}
