package org.sharedstruct.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Structs in a build with another processor, whose types come a round later. */
class RoundsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void aStructWaitsForASupertypeThatAnotherProcessorWrites(Compiler compiler) throws IOException {
    Compiled compiled = Compilation.by(compiler, folder)
        .source("p/XY.java", """
            package p;

            @org.sharedstruct.SharedStruct
            public interface XY extends Written {
              float x();
            }
            """)
        .processors(new Writing("Written", """
            package p;

            public interface Written {
              default float twice() {
                return 2;
              }
            }
            """), new SharedStructProcessor())
        .run();
    assertThat(compiled.errors()).isEmpty();
    assertThat(compiled.generated().get("p/GuardedXY.java")).contains("public float twice()");
  }

  @ParameterizedTest
  @EnumSource
  void aStructThatAnotherProcessorWritesIsGenerated(Compiler compiler) throws IOException {
    Compiled compiled = Compilation.by(compiler, folder)
        .source("p/XY.java", """
            package p;

            @org.sharedstruct.SharedStruct
            public interface XY extends Written {
              float x();
            }
            """)
        .processors(new Writing("Written", """
            package p;

            @org.sharedstruct.SharedStruct
            public interface Written {
              byte w();
            }
            """), new SharedStructProcessor())
        .run();
    assertThat(compiled.errors()).isEmpty();
    assertThat(compiled.generated()).hasSize(9).containsKey("p/SharedWritten.java");
    assertThat(compiled.generated().get("p/RawXY.java")).containsSubsequence("0 1 byte w", "4 4 float x");
  }

  /** As another generator of records does. */
  @ParameterizedTest
  @EnumSource
  void aTypeThatAnotherProcessorHasWrittenIsNotReplaced(Compiler compiler) throws IOException {
    Compiled compiled = Compilation.by(compiler, folder)
        .source("p/XY.java", """
            package p;

            @org.sharedstruct.SharedStruct
            public interface XY {
              float x();
            }
            """)
        .processors(new Writing("XYRecord", "package p;\n\nfinal class XYRecord {}\n"), new SharedStructProcessor())
        .run();
    assertThat(compiled.errors()).singleElement().satisfies(error -> {
      assertThat(error.line()).isEqualTo(4);
      assertThat(error.text()).isEqualTo("[name-taken] XYRecord cannot be generated for p.XY: another annotation"
          + " processor writes that type already. Choose another name: @SharedStruct(\"XYStruct\")");
    });
    assertThat(compiled.generated()).containsOnlyKeys("p/XYRecord.java");
  }

  /** Writes a type of package p in its first round. */
  private static final class Writing extends AbstractProcessor {

    private final String type;
    private final String text;
    private boolean written;

    private Writing(String type, String text) {
      this.type = type;
      this.text = text;
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      if (!written) {
        written = true;
        try (Writer writer = processingEnv.getFiler().createSourceFile("p." + type).openWriter()) {
          writer.write(text);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return false;
    }
  }
}
