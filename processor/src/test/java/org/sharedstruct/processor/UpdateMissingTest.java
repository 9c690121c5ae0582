package org.sharedstruct.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A method that can only be there to write, and does not say so, is a warning. */
class UpdateMissingTest {

  private static final String MARK = "// WARNING";

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void isToldWhereSomethingCanBeSet(Compiler compiler) throws IOException {
    assertWarnsOnMarkedLines(compiler, """
        package p;

        import org.sharedstruct.*;

        @SharedStruct
        interface Outer {
          Inner inner();

          default void move() {} // WARNING

          default void move(int by) {} // WARNING

          default int read() {
            return 1;
          }

          @Update
          default void update() {}

          @SuppressWarnings("update-missing")
          default void print() {}

          @SharedStruct("Inner")
          interface Inner {
            int x();
            void x(int x);
          }

          @SharedStruct("Extending")
          interface Extending extends Inner {
            int y();

            default void also() {} // WARNING
          }

          @SharedStruct("Again")
          interface Again extends Extending {}

          @SuppressWarnings("all")
          @SharedStruct("Silent")
          interface Silent extends Inner {
            default void silent() {}
          }

          @SharedStruct("Fixed")
          interface Fixed {
            int z();

            default void print() {}
          }
        }
        """);
  }

  private void assertWarnsOnMarkedLines(Compiler compiler, String source) throws IOException {
    Compiled compiled = Compilation.by(compiler, folder).source("p/Outer.java", source).run();
    List<String> lines = source.lines().toList();
    assertThat(compiled.messagesAboutFiles()).noneMatch(Message::isError);
    assertThat(compiled.messagesAboutFiles())
        .filteredOn(message -> message.text().contains("[update-missing]"))
        .extracting(message -> lines.get((int) message.line() - 1))
        .containsExactlyInAnyOrderElementsOf(lines.stream().filter(line -> line.contains(MARK)).toList());
  }
}
