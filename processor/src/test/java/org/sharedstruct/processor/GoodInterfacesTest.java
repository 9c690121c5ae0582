package org.sharedstruct.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is in the folder {@code good} compiles: each file alone, each folder as one build. Javac runs
 * with {@code -Xlint:all -Werror}, as users do.
 */
class GoodInterfacesTest {

  @TempDir Path folder;

  static Stream<Arguments> cases() throws IOException {
    return Inputs.forBothCompilers("good");
  }

  @ParameterizedTest(name = "{0} by {1}")
  @MethodSource("cases")
  void compilesWithoutAWarning(String input, Compiler compiler) throws IOException {
    Compiled compiled = Compilation.by(compiler, folder)
        .sources(Inputs.filesIn(Inputs.folder("good").resolve(input)))
        .run();
    assertThat(compiler == Compiler.JAVAC ? compiled.messagesAboutFiles() : compiled.errors()).isEmpty();
    assertThat(compiled.generated()).isNotEmpty();
  }
}
