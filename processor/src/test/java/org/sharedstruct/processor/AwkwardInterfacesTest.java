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
 * For the folder {@code awkward} it is left open whether we can generate something or have to refuse it.
 * A refusal is ours, then, on a line of the user's: nobody should have to read errors in generated code.
 */
class AwkwardInterfacesTest {

  @TempDir Path folder;

  static Stream<Arguments> cases() throws IOException {
    return Inputs.forBothCompilers("awkward");
  }

  @ParameterizedTest(name = "{0} by {1}")
  @MethodSource("cases")
  void areCompiledOrRefusedInTheUsersCode(String input, Compiler compiler) throws IOException {
    Compiled compiled = Compilation.by(compiler, folder)
        .sources(Inputs.filesIn(Inputs.folder("awkward").resolve(input)))
        .run();
    assertThat(compiled.errors()).allMatch(error -> error.text().startsWith("["));
    assertThat(compiled.errors()).noneMatch(error -> error.text().startsWith("[internal]"));
  }
}
