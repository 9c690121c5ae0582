package org.sharedstruct.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Beside the compiler's own error about a name that it does not know stands what may have been meant. */
class UnknownNamesTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void areToldWithTheOnesThatWereMeant(Compiler compiler) throws IOException {
    Compiled compiled = compile(compiler, """
        package p;

        import org.sharedstruct.SharedStruct;

        @SharedStruct
        public interface Order {
          @Lenght(20)
          String name();

          flaot price();

          UUID id();

          Pont place();

          default RawPont raw() {
            return null;
          }
        }
        """);
    assertThat(notes(compiled)).containsExactlyInAnyOrder(
        "8: [unknown-name] name() mentions @Lenght, which is unknown. Did you mean @org.sharedstruct.Length?",
        "10: [unknown-name] price() mentions flaot, which is unknown. Did you mean float?",
        "12: [unknown-name] id() mentions UUID, which is unknown. Did you mean java.util.UUID?",
        "14: [unknown-name] place() mentions Pont, which is unknown. Did you mean p.Point?",
        "16: [unknown-name] raw() mentions RawPont, which is unknown. Did you mean p.RawPoint?");
    assertThat(compiled.errors()).isNotEmpty().noneMatch(error -> error.text().startsWith("["));
  }

  /** The length that is missing is not missing: it is misspelt. */
  @ParameterizedTest
  @EnumSource
  void areNotTakenForSomethingElse(Compiler compiler) throws IOException {
    Compiled compiled = compile(compiler, """
        package p;

        @org.sharedstruct.SharedStruct
        public interface Order {
          @Lenght(20)
          String name();
        }
        """);
    assertThat(notes(compiled)).hasSize(1);
    assertThat(compiled.errors()).singleElement().satisfies(error ->
        assertThat(error.text()).contains("Lenght").doesNotContain("length-missing"));
  }

  @ParameterizedTest
  @EnumSource
  void areLeftToTheCompilerWhereNothingIsNear(Compiler compiler) throws IOException {
    Compiled compiled = compile(compiler, """
        package p;

        @org.sharedstruct.SharedStruct
        public interface Order {
          @Nullable
          int name();

          Customer customer();
        }
        """);
    assertThat(notes(compiled)).isEmpty();
    assertThat(compiled.errors()).isNotEmpty().noneMatch(error -> error.text().startsWith("["));
  }

  private Compiled compile(Compiler compiler, String order) throws IOException {
    return Compilation.by(compiler, folder)
        .source("p/Order.java", order)
        .source("p/Point.java", """
            package p;

            @org.sharedstruct.SharedStruct
            public interface Point {
              int x();
            }
            """)
        .run();
  }

  private static List<String> notes(Compiled compiled) {
    return compiled.messages().stream()
        .filter(message -> message.kind() == Diagnostic.Kind.NOTE && message.text().startsWith("[unknown-name]"))
        .map(message -> message.line() + ": " + message.text())
        .toList();
  }
}
