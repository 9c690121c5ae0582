package org.sharedstruct.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who compiles for an older release is told of the one that it takes, once, and of nothing else. */
class ReleaseTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"JAVAC, 17", "JAVAC, 24", "ECJ, 21"})
  void isNamedOnce(Compiler compiler, String release) throws IOException {
    Compiled compiled = Compilation.by(compiler, folder).release(release)
        .source("p/XY.java", "package p;\n@org.sharedstruct.SharedStruct public interface XY { float x(); }\n")
        .source("p/Z.java", "package p;\n@org.sharedstruct.SharedStruct public interface Z { String z(); }\n")
        .run();
    assertThat(compiled.errors()).singleElement().satisfies(error -> {
      assertThat(error.text()).isEqualTo("[release] generated code needs Java 25, and this is compiled for Java "
          + release + ". Say --release 25 (Maven: <maven.compiler.release>25</maven.compiler.release>)");
      assertThat(error.line()).isEqualTo(2);
    });
    assertThat(compiled.generated()).isEmpty();
  }
}
