package org.sharedstruct.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a careful person would see to, in the golden files. */
class GeneratedCodeTest {

  private static final int COLUMNS = 100;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void getsNoWarning(Compiler compiler) throws IOException {
    Compiled compiled = Compilation.by(compiler, folder).sources(GoldenFiles.allSources()).run();
    assertThat(compiled.messages()).filteredOn(message -> message.kind() != Diagnostic.Kind.NOTE).isEmpty();
  }

  @Test
  void hasNoMistakeInItsJavadoc() throws IOException {
    Compiled compiled = Compilation.by(Compiler.JAVAC, folder).sources(GoldenFiles.allSources())
        .option("-Xdoclint:all/protected")
        .run();
    assertThat(compiled.messagesAboutGeneratedCode()).isEmpty();
  }

  @Test
  void hasNoLineOfMoreThan100Columns() throws IOException {
    GoldenFiles.allGenerated().forEach((file, text) ->
        assertThat(text.lines().filter(line -> line.length() > COLUMNS)).as(file).isEmpty());
  }

  @Test
  void isAsciiForAnAsciiInterface() throws IOException {
    GoldenFiles.allGenerated().forEach((file, text) ->
        assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(text)).as(file).isTrue());
  }
}
