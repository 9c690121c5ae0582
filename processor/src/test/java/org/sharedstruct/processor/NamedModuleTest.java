package org.sharedstruct.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Structs in a named module, by javac alone: ecj's batch compiler takes generated sources to be in no
 * module, so that they do not find the user's types, whatever the processor.
 */
class NamedModuleTest {

  @TempDir Path folder;

  /** Not even {@code java.compiler}, where the platform's {@code @Generated} is. */
  @Test
  void oneThatExportsItsStructsRequiresNothingButTheRuntime() throws IOException {
    Compiled compiled = module("requires org.sharedstruct; exports p;");
    assertThat(compiled.messages()).isEmpty();
    assertThat(compiled.generated()).hasSize(4);
  }

  @Test
  void oneThatKeepsItsStructsToItselfRequiresNothingButTheRuntime() throws IOException {
    Compiled compiled = module("requires org.sharedstruct;");
    assertThat(compiled.messages()).isEmpty();
    assertThat(compiled.generated()).hasSize(4);
  }

  @Test
  void oneThatGivesTheRuntimeToItsUsersIsFineToo() throws IOException {
    Compiled compiled = module("requires transitive org.sharedstruct; exports p;");
    assertThat(compiled.messages()).isEmpty();
  }

  private Compiled module(String directives) throws IOException {
    return Compilation.by(Compiler.JAVAC, folder)
        .modular()
        .source("module-info.java", "module user { " + directives + " }")
        .source("p/XY.java", """
            package p;

            import org.sharedstruct.SharedStruct;

            @SharedStruct
            public interface XY {
              float x();

              void x(float x);

              float y();
            }
            """)
        .run();
  }
}
