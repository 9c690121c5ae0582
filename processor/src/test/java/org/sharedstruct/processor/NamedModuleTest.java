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

  /** The struct and the enum of a library that is a module itself. */
  @Test
  void oneMayHaveFieldsOfTheStructsOfAnother() throws IOException {
    Compiled library = Compilation.by(Compiler.JAVAC, folder.resolve("library"))
        .modular()
        .source("module-info.java", "module library { requires transitive org.sharedstruct; exports inner; }")
        .source("inner/Inner.java", """
            package inner;

            @org.sharedstruct.SharedStruct
            public interface Inner {
              enum Mode { ZEBRA, APE }

              float z();

              byte a();
            }
            """)
        .run();
    assertThat(library.messages()).isEmpty();
    Compiled compiled = Compilation.by(Compiler.JAVAC, folder.resolve("user"))
        .modular()
        .dependingOn(library)
        .source("module-info.java", "module user { requires transitive library; exports outer; }")
        .source("outer/Outer.java", """
            package outer;

            import inner.Inner;
            import org.sharedstruct.Length;

            @org.sharedstruct.SharedStruct
            public interface Outer extends Inner {
              Inner inner();

              @Length(3)
              Inner part(int index);

              Inner.Mode mode();
            }
            """)
        .run();
    assertThat(compiled.messages()).isEmpty();
    assertThat(compiled.generated().get("outer/RawOuter.java").lines().map(String::strip)).containsSequence(
        "struct Outer size 44 align 4",
        "0 4 float z",
        "4 1 byte a",
        "8 8 struct:Inner inner",
        "8 4 float inner.z",
        "12 1 byte inner.a",
        "16 24 struct:Inner[3] part",
        "16 4 float part[].z",
        "20 1 byte part[].a",
        "40 4 enum{ZEBRA,APE} mode");
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

              XY x(float x);

              float y();
            }
            """)
        .run();
  }
}
