package org.sharedstruct.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Structs and enums of a library as fields: there are class files of them, and no source. */
class NestedStructsTest {

  /** In no order that a compiler could come up with by itself. */
  private static final String INNER = """
      package inner;

      import org.sharedstruct.Align;
      import org.sharedstruct.Length;

      @org.sharedstruct.SharedStruct
      @Align(16)
      public interface Inner {
        enum Mode { ZEBRA, APE, MULE, BEE }

        byte m();

        double z();

        @Length(3)
        short a(int index);

        Mode mode();
      }
      """;

  private static final String OUTER = """
      package outer;

      import inner.Inner;
      import org.sharedstruct.Length;

      @org.sharedstruct.SharedStruct
      public interface Outer {
        byte first();

        Inner inner();

        @Length(2)
        Inner part(int index);

        Inner.Mode mode();

        byte last();
      }
      """;

  private static final String DERIVED = """
      package derived;

      @org.sharedstruct.SharedStruct
      public interface Derived extends inner.Inner {
        byte more();
      }
      """;

  @TempDir Path folder;

  static Stream<Arguments> pairsOfCompilers() {
    return Stream.of(Compiler.values()).flatMap(inner ->
        Stream.of(Compiler.values()).map(outer -> Arguments.of(inner, outer)));
  }

  @ParameterizedTest(name = "inner by {0}, outer by {1}")
  @MethodSource("pairsOfCompilers")
  void haveTheLayoutThatTheyWereCompiledWith(Compiler inner, Compiler outer) throws IOException {
    Compiled compiled = compile(outer, "outer/Outer.java", OUTER, library(inner));
    assertThat(compiled.errors()).isEmpty();
    assertThat(compiled.generated().get("outer/RawOuter.java").lines().map(String::strip))
        .containsSequence(
            "struct Outer size 128 align 16",
            "0 1 byte first",
            "16 32 struct:Inner inner",
            "16 1 byte inner.m",
            "24 8 double inner.z",
            "32 6 short[3] inner.a",
            "40 4 enum{ZEBRA,APE,MULE,BEE} inner.mode",
            "48 64 struct:Inner[2] part",
            "48 1 byte part[].m",
            "56 8 double part[].z",
            "64 6 short[3] part[].a",
            "72 4 enum{ZEBRA,APE,MULE,BEE} part[].mode",
            "112 4 enum{ZEBRA,APE,MULE,BEE} mode",
            "116 1 byte last");
  }

  @ParameterizedTest(name = "inner by {0}, outer by {1}")
  @MethodSource("pairsOfCompilers")
  void makeTheSameFilesAsFromSource(Compiler inner, Compiler outer) throws IOException {
    Compiled fromSource = Compilation.by(outer, folder.resolve("together"))
        .source("inner/Inner.java", INNER)
        .source("outer/Outer.java", OUTER)
        .run();
    Compiled compiled = compile(outer, "outer/Outer.java", OUTER, library(inner));
    SortedMap<String, String> expected = fromSource.generated();
    expected.keySet().removeIf(file -> file.startsWith("inner/"));
    compiled.assertGenerated(expected);
  }

  @ParameterizedTest(name = "inner by {0}, derived by {1}")
  @MethodSource("pairsOfCompilers")
  void keepTheirAnnotationsWhenTheyAreExtended(Compiler inner, Compiler derived) throws IOException {
    Compiled compiled = compile(derived, "derived/Derived.java", DERIVED, library(inner));
    assertThat(compiled.errors()).isEmpty();
    assertThat(compiled.generated().get("derived/RawDerived.java").lines().map(String::strip))
        .containsSequence(
            "struct Derived size 32 align 16",
            "0 1 byte m",
            "8 8 double z",
            "16 6 short[3] a",
            "24 4 enum{ZEBRA,APE,MULE,BEE} mode",
            "28 1 byte more");
  }

  @ParameterizedTest
  @EnumSource
  void needTheirGeneratedTypes(Compiler compiler) throws IOException {
    Compiled library = Compilation.by(compiler, folder.resolve("inner"))
        .source("inner/Inner.java", INNER)
        .withoutProcessor()
        .run();
    Compiled compiled = compile(compiler, "outer/Outer.java", OUTER, library);
    assertThat(compiled.errors()).hasSize(2).first().satisfies(error -> {
      assertThat(error.line()).isEqualTo(10);
      assertThat(error.text()).isEqualTo("[nested-not-generated] inner() is inner.Inner, whose generated"
          + " type inner.RawInner was not found. Compile inner.Inner with the SharedStruct processor");
    });
  }

  /** The runtime of Java has enums, too, and its class files are nowhere on the class path. */
  @ParameterizedTest
  @EnumSource
  void enumsOfJavaKeepTheirOrder(Compiler compiler) throws IOException {
    Compiled compiled = Compilation.by(compiler, folder).source("p/Timed.java", """
        package p;

        @org.sharedstruct.SharedStruct
        public interface Timed {
          java.util.concurrent.TimeUnit unit();
          Thread.State state();
        }
        """).run();
    assertThat(compiled.errors()).isEmpty();
    assertThat(compiled.generated().get("p/RawTimed.java").replaceAll("\\\\\\n\\s*", ""))
        .contains("0 4 enum{NANOSECONDS,MICROSECONDS,MILLISECONDS,SECONDS,MINUTES,HOURS,DAYS} unit")
        .contains("4 4 enum{NEW,RUNNABLE,BLOCKED,WAITING,TIMED_WAITING,TERMINATED} state");
  }

  @ParameterizedTest
  @EnumSource
  void aSchemaThatNoClassFileCanHoldIsRefused(Compiler compiler) throws IOException {
    String constants = IntStream.range(0, 2000)
        .mapToObj(number -> "A_CONSTANT_WITH_A_NAME_THAT_SAYS_ALL_" + number)
        .collect(Collectors.joining(",\n"));
    Compiled compiled = Compilation.by(compiler, folder).source("p/Verbose.java", """
        package p;

        @org.sharedstruct.SharedStruct
        public interface Verbose {
          Word word();

          enum Word {
        %s
          }
        }
        """.formatted(constants)).run();
    assertThat(compiled.errors()).anySatisfy(error -> {
      assertThat(error.text()).startsWith("[schema-too-long] p.Verbose needs 8");
      assertThat(error.text()).endsWith("and a class file has room for 65535 (JVMS 4.4.7)."
          + " Divide it, or shorten names");
    });
  }

  private Compiled library(Compiler compiler) throws IOException {
    Compiled library = compile(compiler, "inner/Inner.java", INNER);
    assertThat(library.errors()).isEmpty();
    return library;
  }

  private Compiled compile(Compiler compiler, String file, String source, Compiled... libraries)
      throws IOException {
    Compilation compilation = Compilation.by(compiler, folder.resolve(file.split("/")[0])).source(file, source);
    Stream.of(libraries).forEach(compilation::dependingOn);
    return compilation.run();
  }
}
