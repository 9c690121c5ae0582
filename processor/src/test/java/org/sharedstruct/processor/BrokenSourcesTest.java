package org.sharedstruct.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the compiler itself refuses, the folder {@code broken}, gets the compiler's own errors: the same
 * ones with our processor as without.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BrokenSourcesTest {

  @TempDir Path folder;

  static Stream<Arguments> cases() throws IOException {
    return Inputs.forBothCompilers("broken");
  }

  @ParameterizedTest(name = "{0} by {1}")
  @MethodSource("cases")
  void getTheCompilersOwnErrorsAndNoOthers(String input, Compiler compiler) throws IOException {
    List<Path> files = Inputs.filesIn(Inputs.folder("broken").resolve(input));
    Compiled with = Compilation.by(compiler, folder.resolve("with")).sources(files).run();
    Compiled without = Compilation.by(compiler, folder.resolve("without")).sources(files)
        .withoutProcessor().run();
    assertThat(without.errors()).isNotEmpty();
    assertThat(with.errors()).containsExactlyInAnyOrderElementsOf(without.errors());
  }

  /** Ecj hides the cycle from us: nothing keeps its errors out of the generated files. */
  @ParameterizedTest
  @EnumSource
  void anInheritanceCycleIsLeftToTheCompiler(Compiler compiler) throws IOException {
    Compiled compiled = Compilation.by(compiler, folder).source("broken/Cycle.java", """
        package broken;

        import org.sharedstruct.SharedStruct;

        interface Cycle {
          @SharedStruct
          interface First extends Second {
            float x();
          }

          @SharedStruct
          interface Second extends Third {
            float y();
          }

          @SharedStruct
          interface Third extends First {
            float z();
          }
        }
        """).run();
    assertThat(compiled.errors()).isNotEmpty().noneMatch(error -> error.text().startsWith("["));
  }
}
