package org.sharedstruct.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A setter that returns nothing takes chaining away from raw views, and how to have it is said once. */
class ChainingTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void isToldOnceForAStructThatDeclaresSettersWithoutAResult(Compiler compiler) throws IOException {
    assertThat(notes(compiler, """
        @SharedStruct interface XY {
          float x();
          void x(float metres);
          float y();
          void y(float metres);
          @SharedStruct("Array") interface Array2 {
            @Length(3) int sample(int index);
            void sample(int index, int value);
          }
        }
        """))
        .hasSize(2)
        .anyMatch(text -> text.contains("[chaining] x(float)") && text.contains("raw.x(...).x(...)")
            && text.contains(": XY x(float metres);"))
        .anyMatch(text -> text.contains("Array2 sample(int index, int value);"));
  }

  @ParameterizedTest
  @EnumSource
  void isNotToldWhereItIsThereOrNotWanted(Compiler compiler) throws IOException {
    assertThat(notes(compiler, """
        @SharedStruct interface XY {
          float x();
          XY x(float x);
          @SharedStruct("Quiet") @SuppressWarnings("chaining") interface Quiet { int x(); void x(int x); }
          @SharedStruct("Quieter") interface Quieter { int x(); @SuppressWarnings("chaining") void x(int x); }
          @SharedStruct("Derived") interface Derived extends Quiet { int y(); }
        }
        """)).isEmpty();
  }

  private List<String> notes(Compiler compiler, String struct) throws IOException {
    Compiled compiled = Compilation.by(compiler, folder)
        .source("p/XY.java", "package p;\nimport org.sharedstruct.*;\n" + struct).run();
    assertThat(compiled.errors()).isEmpty();
    return compiled.messages().stream()
        .filter(message -> message.text().contains("[chaining]"))
        .peek(message -> assertThat(message.kind()).isNotIn(Diagnostic.Kind.WARNING, Diagnostic.Kind.ERROR))
        .map(Message::text)
        .toList();
  }
}
