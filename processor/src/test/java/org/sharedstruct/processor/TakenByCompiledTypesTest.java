package org.sharedstruct.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A name is taken by what an earlier build has left as class files, too, unless that is the struct's own. */
class TakenByCompiledTypesTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void anotherStructsTypesAreNotReplaced(Compiler compiler) throws IOException {
    Compiled first = Compilation.by(compiler, folder).source("p/H1.java", holder("H1", "int x();")).run();
    Compiled second = Compilation.by(compiler, folder.resolve("second"))
        .source("p/H2.java", holder("H2", "long y();"))
        .dependingOn(first)
        .run();
    assertThat(second.errors()).singleElement().satisfies(error -> {
      assertThat(error.line()).isEqualTo(5);
      assertThat(error.text()).startsWith("[name-taken] SharedPoint cannot be generated for p.H2.Point:"
          + " it is generated for p.H1.Point already. Choose another name: @SharedStruct(\"H2Point\")");
    });
  }

  @ParameterizedTest
  @EnumSource
  void aUsersOwnTypeIsNotReplaced(Compiler compiler) throws IOException {
    Compiled first = Compilation.by(compiler, folder).source("p/RawPoint.java", """
        package p;

        public final class RawPoint {}
        """).run();
    Compiled second = Compilation.by(compiler, folder.resolve("second"))
        .source("p/Point.java", """
            package p;

            @org.sharedstruct.SharedStruct
            interface Point {
              int x();
            }
            """)
        .dependingOn(first)
        .run();
    assertThat(second.errors()).singleElement().satisfies(error -> assertThat(error.text())
        .startsWith("[name-taken] RawPoint cannot be generated for p.Point: there is such a type already."));
  }

  /** As a build tool leaves them that removes the class of a source that is gone, and nothing else. */
  @ParameterizedTest
  @EnumSource(names = "JAVAC")
  void thoseOfAStructThatIsNoMoreAreReplaced(Compiler compiler) throws IOException {
    Compiled first = Compilation.by(compiler, folder).source("p/H1.java", holder("H1", "int x();")).run();
    try (Stream<Path> classes = Files.list(first.classes().resolve("p"))) {
      for (Path file : classes.filter(path -> path.getFileName().toString().startsWith("H1")).toList()) {
        Files.delete(file);
      }
    }
    Compiled second = Compilation.by(compiler, folder.resolve("second"))
        .source("p/H2.java", holder("H2", "long y();"))
        .dependingOn(first)
        .run();
    assertThat(second.messagesAboutFiles()).noneMatch(Message::isError);
    assertThat(second.generated().get("p/RawPoint.java")).contains("long y()");
  }

  /** As where the folder of generated files was made a source root. */
  @ParameterizedTest
  @EnumSource
  void generatedFilesThatAreGivenAsSourcesAreToldAsThat(Compiler compiler) throws IOException {
    Compiled first = Compilation.by(compiler, folder).source("p/H1.java", holder("H1", "int x();")).run();
    Compiled second = Compilation.by(compiler, folder.resolve("second"))
        .sources(Inputs.filesIn(first.generatedFolder()))
        .source("p/H1.java", holder("H1", "int x();"))
        .run();
    assertThat(second.errors()).singleElement().satisfies(error -> {
      assertThat(error.line()).isEqualTo(5);
      assertThat(error.text()).startsWith("[generated-is-source] SharedPoint, which was generated for p.H1.Point, is given"
          + " to the compiler as a source file");
    });
  }

  private static String holder(String name, String field) {
    return """
        package p;

        final class %s {
          @org.sharedstruct.SharedStruct
          interface Point {
            %s
          }
        }
        """.formatted(name, field);
  }
}
