package org.sharedstruct.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A default method in the place of one by which generated types call each other is refused by its name. */
class HelperNamesTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"JAVAC, RawXY", "JAVAC, GuardedXY", "ECJ, RawXY", "ECJ, GuardedXY"})
  void areToldOnTheUsersLine(Compiler compiler, String view) throws IOException {
    Compiled compiled = Compilation.by(compiler, folder).source("p/XY.java", """
        package p;
        @org.sharedstruct.SharedStruct
        public interface XY {
          float x();
          default void write(%s view, XYRecord record) {}
        }
        """.formatted(view)).run();
    assertThat(compiled.errors())
        .anyMatch(error -> error.line() == 5 && error.text().startsWith("[operation-taken] write("));
    assertThat(compiled.generated()).isEmpty();
  }
}
