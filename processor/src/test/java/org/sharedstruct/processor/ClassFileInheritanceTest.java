package org.sharedstruct.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Structs that extend a struct of a library: there are class files of it, and no source. */
class ClassFileInheritanceTest {

  /** In no order that a compiler could come up with by itself. */
  private static final String BASE = """
      package base;

      @org.sharedstruct.SharedStruct
      public interface Base {
        byte m();

        double z();

        Base m(byte m);

        short a();

        void setK(int k);

        int getK();

        default double sum(double... more) {
          return z() + a() + more.length;
        }

        boolean isB();
      }
      """;

  private static final String DERIVED = """
      package derived;

      @org.sharedstruct.SharedStruct
      public interface Derived extends base.Base {
        float y();

        float c();
      }
      """;

  @TempDir Path folder;

  static Stream<Arguments> pairsOfCompilers() {
    return Stream.of(Compiler.values()).flatMap(base ->
        Stream.of(Compiler.values()).map(derived -> Arguments.of(base, derived)));
  }

  @ParameterizedTest(name = "base by {0}, derived by {1}")
  @MethodSource("pairsOfCompilers")
  void fieldsOfTheBaseComeFirstAndInItsOrder(Compiler base, Compiler derived) throws IOException {
    Compiled library = library(base, BASE);
    Compiled compiled = derive(derived, DERIVED, library);
    assertThat(compiled.errors()).isEmpty();
    assertThat(compiled.generated().get("derived/RawDerived.java").lines().map(String::strip))
        .containsSequence(
            "struct Derived size 40 align 8",
            "0 1 byte m",
            "8 8 double z",
            "16 2 short a",
            "20 4 int k",
            "24 1 boolean b",
            "28 4 float y",
            "32 4 float c");
  }

  @ParameterizedTest(name = "base by {0}, derived by {1}")
  @MethodSource("pairsOfCompilers")
  void whatIsGeneratedIsTheSameAsFromSource(Compiler base, Compiler derived) throws IOException {
    Compiled fromSource = Compilation.by(derived, folder.resolve("together"))
        .source("base/Base.java", BASE)
        .source("derived/Derived.java", DERIVED)
        .run();
    Compiled compiled = derive(derived, DERIVED, library(base, BASE));
    SortedMap<String, String> expected = fromSource.generated();
    expected.keySet().removeIf(file -> file.startsWith("base/"));
    compiled.assertGenerated(expected);
  }

  @ParameterizedTest(name = "base by {0}, derived by {1}")
  @MethodSource("pairsOfCompilers")
  void threeGenerationsKeepTheirOrder(Compiler base, Compiler derived) throws IOException {
    Compiled library = library(base, BASE);
    Compiled middle = derive(derived, DERIVED, library);
    Compiled last = Compilation.by(base, folder.resolve("last"))
        .dependingOn(library)
        .dependingOn(middle)
        .source("last/Last.java", """
            package last;

            @org.sharedstruct.SharedStruct
            public interface Last extends derived.Derived {
              byte last();
            }
            """)
        .run();
    assertThat(last.errors()).isEmpty();
    assertThat(last.generated().get("last/RawLast.java"))
        .containsSubsequence(" m\n", " z\n", " a\n", " k\n", " b\n", " y\n", " c\n", " last\n");
  }

  @ParameterizedTest
  @EnumSource
  void aBaseCompiledWithoutTheProcessorIsRefused(Compiler compiler) throws IOException {
    Compiled library = Compilation.by(compiler, folder.resolve("base"))
        .source("base/Base.java", BASE)
        .withoutProcessor()
        .run();
    Compiled compiled = derive(compiler, DERIVED, library);
    assertThat(compiled.errors()).singleElement().satisfies(error -> {
      assertThat(error.line()).isEqualTo(4);
      assertThat(error.text()).isEqualTo("[supertype-not-generated] derived.Derived extends base.Base,"
          + " whose generated type base.RawBase was not found."
          + " Compile base.Base with the SharedStruct processor");
    });
  }

  /** The class file of the interface is newer than those of the types generated for it. */
  @ParameterizedTest
  @EnumSource
  void aBaseThatDiffersFromItsGeneratedTypesIsRefused(Compiler compiler) throws IOException {
    Compiled library = library(compiler, BASE);
    Compilation.by(compiler, folder.resolve("base"))
        .source("base/Base.java", BASE.replace("a()", "renamed()"))
        .withoutProcessor()
        .run();
    Compiled compiled = derive(compiler, DERIVED, library);
    assertThat(compiled.errors()).singleElement().satisfies(error -> {
      assertThat(error.line()).isEqualTo(4);
      assertThat(error.text()).startsWith("[").contains("base.Base").doesNotStartWith("[internal]");
    });
  }

  private Compiled library(Compiler compiler, String source) throws IOException {
    Compiled library = Compilation.by(compiler, folder.resolve("base"))
        .source("base/Base.java", source)
        .option("-parameters") // without it, class files do not tell how parameters are named
        .run();
    assertThat(library.errors()).isEmpty();
    return library;
  }

  private Compiled derive(Compiler compiler, String source, Compiled library) throws IOException {
    return Compilation.by(compiler, folder.resolve("derived"))
        .dependingOn(library)
        .source("derived/Derived.java", source)
        .run();
  }
}
