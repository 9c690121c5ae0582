package org.sharedstruct.tests;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.StructLayout;
import java.lang.reflect.Field;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharedstruct.format.Schema;
import org.sharedstruct.header.CHeader;
import org.sharedstruct.support.Layouts;

/**
 * Headers compile without a warning as C and C++, whatever the struct, and what they declare lies
 * where Java has it. All headers of a test are included in one file.
 */
class HeadersTest {

  /** Every word that C11, C23 or C++20 keeps for itself, from the standards. */
  private static final List<String> KEYWORDS = List.of("""
      alignas alignof and and_eq asm auto bitand bitor bool break case catch char char8_t char16_t
      char32_t class compl concept const consteval constexpr constinit const_cast continue co_await
      co_return co_yield decltype default delete do double dynamic_cast else enum explicit export
      extern false float for friend goto if inline int long mutable namespace new noexcept not
      not_eq nullptr operator or or_eq private protected public register reinterpret_cast requires
      restrict return short signed sizeof static static_assert static_cast struct switch template
      this thread_local throw true try typedef typeid typename typeof typeof_unqual union unsigned
      using virtual void volatile wchar_t while xor xor_eq
      _Alignas _Alignof _Atomic _BitInt _Bool _Complex _Decimal128 _Decimal32 _Decimal64 _Generic
      _Imaginary _Noreturn _Static_assert _Thread_local
      """.strip().split("\\s+"));

  /** What is a macro, or a type, in a program that includes much. */
  private static final List<String> MACROS = List.of("""
      errno EOF NULL unix linux stdin stdout stderr I complex imaginary noreturn NAN INFINITY
      st_atime st_mtime sa_handler assert offsetof major minor isnan
      INT8_MAX UINT64_C SIZE_MAX INT_FAST16_MIN
      __LINE__ __FILE__ __linux__ __cplusplus __GNUC__ _GNU_SOURCE
      int8_t uint32_t int64_t size_t FILE
      """.strip().split("\\s+"));

  private static final String MANY_INCLUDES = """
      #ifndef _GNU_SOURCE
      #define _GNU_SOURCE
      #endif
      #include <assert.h>
      #include <errno.h>
      #include <math.h>
      #include <signal.h>
      #include <stdio.h>
      #include <stdlib.h>
      #include <string.h>
      #include <sys/stat.h>
      #include <sys/sysmacros.h>
      #ifndef __cplusplus
      #include <complex.h>
      #include <stdnoreturn.h>
      #endif
      """;

  /** What the processor makes of every kind of field, and of many mixes of primitives. */
  private static final Map<String, String> SCHEMAS = new HashMap<>();
  private static final Map<String, StructLayout> LAYOUTS = new HashMap<>();

  @TempDir static Path classes;
  @TempDir Path folder;

  @BeforeAll
  static void compileInterfaces() throws Exception {
    Map<String, String> sources = Shape.all().stream()
        .collect(toMap(Shape::name, shape -> shape.java("all")));
    for (Kind kind : Kind.all()) {
      sources.put(kind.name(), kind.java("all"));
      sources.put(kind.name() + "Outer", kind.outerJava("all"));
      sources.put(kind.name() + "Derived", kind.derivedJava("all"));
    }
    Map<String, String> qualified = new HashMap<>();
    sources.forEach((name, source) -> qualified.put("all." + name, source));
    try (URLClassLoader generated = MemoryCompiler.compile(qualified, classes)) {
      for (String name : sources.keySet()) {
        Class<?> raw = generated.loadClass("all.Raw" + name);
        SCHEMAS.put(name, schema(raw));
        LAYOUTS.put(name, (StructLayout) raw.getField("LAYOUT").get(null));
      }
    }
  }

  // Where fields lie

  @ParameterizedTest
  @EnumSource
  void everyKindOfFieldLiesWhereJavaHasIt(CCompiler compiler) throws Exception {
    assertThat(SCHEMAS).hasSizeGreaterThan(400);
    compile(compiler, List.copyOf(SCHEMAS.values()),
        LAYOUTS.values().stream().map(HeadersTest::assertions).collect(joining()));
  }

  @ParameterizedTest
  @EnumSource
  void structsOfTheTestsLieWhereJavaHasThem(CCompiler compiler) throws Exception {
    List<StructLayout> layouts = List.of(RawMedley.LAYOUT, RawCacheLine.LAYOUT, RawWide.LAYOUT,
        RawCrowded.LAYOUT, RawNeighbours.LAYOUT, RawParcel.LAYOUT, RawDevice.LAYOUT);
    List<String> schemas = List.of(schema(RawMedley.class), schema(RawCacheLine.class),
        schema(RawWide.class), schema(RawCrowded.class), schema(RawNeighbours.class),
        schema(RawParcel.class), schema(RawDevice.class));
    compile(compiler, schemas, layouts.stream().map(HeadersTest::assertions).collect(joining()));
  }

  /** The types are those that somebody wrote by hand for {@link FieldMatrixTest}, to the sign. */
  @Test
  void membersHaveTheTypesOfTheFormat() throws Exception {
    List<String> schemas = new ArrayList<>();
    StringBuilder assertions = new StringBuilder();
    for (Kind kind : Kind.all()) {
      if (kind.type() != Point.class) {
        schemas.add(SCHEMAS.get(kind.name()));
        assertions.append("""
            struct ByHand_%1$s { int8_t before; %2$s; int8_t after; };
            _Static_assert(__builtin_types_compatible_p(__typeof__(((struct %1$s *) 0)->f),
                __typeof__(((struct ByHand_%1$s *) 0)->f)), "%1$s");
            """.formatted(kind.name(), kind.c()));
      }
    }
    compile(CCompiler.GCC, schemas, assertions.toString(), "-Wno-padded");
  }

  @ParameterizedTest
  @EnumSource
  void alignedStructsAndFieldsAndRoomBecomePadding(CCompiler compiler) throws Exception {
    compile(compiler, Stream.of("""
        struct Aligned size 256 align 64
        0 1 byte a
        128 8 long b
        """, """
        struct AlignedText size 4096 align 4096
        0 3 string text
        """, """
        struct AlignedArray size 128 align 64
        0 6 short[3] numbers
        """, """
        struct Growing sized 64 align 8
        0 1 byte level
        """, """
        struct Lines sized 256 align 64
        0 64 sized:Line first
        0 4 int first.a
        64 128 sized:Line[2] others
        64 4 int others[].a
        """).toList(), """
        ASSERT(ALIGNOF(struct Aligned) == 64 && ALIGNOF(struct Growing) == 8, "");
        ASSERT(ALIGNOF(struct AlignedText) == 4096 && ALIGNOF(struct AlignedArray) == 64, "");
        ASSERT(sizeof(struct Lines_Line) == 64 && ALIGNOF(struct Lines) == 64, "");
        ASSERT(offsetof(struct Growing, padding_1) == 1, "");
        """);
  }

  /** The header in {@code docs/from-c.md} is that of the interface before it. */
  @Test
  void thePageShowsWhatIsWritten() throws Exception {
    List<Manual.Block> blocks = Manual.read("docs/from-c.md").blocks();
    Manual.Block shown = blocks.stream()
        .filter(block -> block.code().startsWith("// Generated by")).findFirst().orElseThrow();
    Manual.Block declared = blocks.get(blocks.indexOf(shown) - 1);
    String source = "package page;\n\nimport org.sharedstruct.*;\n\n" + declared.code();
    try (URLClassLoader generated = MemoryCompiler.compile(
        Map.of("page.Robot", source), Files.createDirectory(folder.resolve("classes")))) {
      assertThat(shown.code())
          .isEqualTo(CHeader.of(Schema.parse(schema(generated.loadClass("page.RawRobot")))));
    }
  }

  // Names

  @ParameterizedTest
  @CsvSource({
      "GCC,-std=c11", "GCC,-std=gnu17", "GCC,-std=c2x", "GPP,-std=c++17", "GPP,-std=gnu++20",
      "CLANG,-std=c11", "CLANG,-std=gnu17", "CLANG,-std=c2x",
      "CLANGPP,-std=c++17", "CLANGPP,-std=gnu++20"})
  void wordsOfCAndCppAreMadeSafe(CCompiler compiler, String standard) throws Exception {
    List<String> words = Stream.concat(KEYWORDS.stream(), MACROS.stream()).toList();
    List<String> schemas = new ArrayList<>();
    schemas.add(schemaOfBytes("Words", words));
    words.forEach(word -> schemas.add("""
        struct %1$s size 4 align 4
        0 4 enum{A,%1$s} %1$s
        """.formatted(word)));
    words.forEach(word -> schemas.add("""
        struct In_%1$s size 4 align 4
        0 4 struct:%1$s field
        0 4 int field.%1$s
        """.formatted(word)));
    write(schemas);
    String source = MANY_INCLUDES + includes(schemas) + "int main(void) { return 0; }\n";
    compiler.compile(Files.writeString(folder.resolve("source.c"), source), standard);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "int", "class", "and", "typeof", "bool", "true", "errno", "EOF", "unix", "linux"})
  void aReservedWordGetsAnUnderscore(String word) {
    assertThat(CHeader.of(Schema.parse("struct XY size 1 align 1\n0 1 byte " + word + "\n")))
        .contains("int8_t " + word + "_;  // byte 0, named " + word + " in Java\n");
  }

  /** Java allows more in names than C, and structs may be called as no type of Java could. */
  @ParameterizedTest
  @EnumSource
  void namesThatCCannotHaveAreMadeSafe(CCompiler compiler) throws Exception {
    List<String> odd = List.of("price$", "$", "gr\u00f6\u00dfe", "\u540d\u524d", "\ud83d\ude00x",
        "_", "__", "__linux", "__linux_", "a\u0085b", "\u0001", "padding_1", "padding_2", "3D",
        "_X", "Odd_SCHEMA", "trigraph??/");
    List<String> schemas = List.of(
        schemaOfBytes("Odd", odd),
        schemaOfBytes("3D", List.of("3D", "x3D")),
        schemaOfBytes("Gr\u00f6\u00dfe$", List.of("x")),
        "struct Enums size 4 align 4\n0 4 enum{" + String.join(",", odd) + "} \u00e4\n");
    assertThat(schemas).allSatisfy(schema ->
        assertThat(CHeader.of(Schema.parse(schema))).isASCII());
    assertThat(schemas.stream().map(schema -> CHeader.fileName(Schema.parse(schema))))
        .containsExactly("Odd.h", "x3D.h", "Gr_u00f6_u00dfe_u0024.h", "Enums.h");
    compile(compiler, schemas, "");
  }

  @ParameterizedTest
  @EnumSource
  void twoNamesNeverBecomeOne(CCompiler compiler) throws Exception {
    compile(compiler, List.of(
        schemaOfBytes("Same", List.of("int", "int_", "int__", "a$", "a_u0024", "a_u0024_")),
        """
        struct Padded size 4 align 4
        0 1 byte padding_2
        1 1 byte padding_2_
        """, """
        struct Both size 16 align 4
        0 4 enum{b_C,B$,B_u0024} a
        4 4 enum{C} a_b
        8 4 struct:a inner
        8 4 int inner.x
        12 4 struct:SCHEMA schema
        12 4 int schema.x
        """), """
        ASSERT(offsetof(struct Same, int_) == 1 && offsetof(struct Same, int__) == 2, "");
        ASSERT(offsetof(struct Same, int___) == 0, "");
        ASSERT(offsetof(struct Padded, padding_2) == 0, "");
        ASSERT(offsetof(struct Padded, padding_2__) == 2, "");
        """);
  }

  // Enums and structs within

  @ParameterizedTest
  @EnumSource
  void constantsOfEnumsHaveTheirNumbers(CCompiler compiler) throws Exception {
    compile(compiler, List.of("""
        struct Robot size 24 align 4
        0 4 enum{IDLE,BUSY} state
        4 8 enum{A}[2] history
        12 12 struct:Arm arm
        12 4 enum{LEFT,RIGHT} arm.side
        16 8 enum{UP,DOWN}[2] arm.ends
        """), """
        ASSERT(Robot_state_IDLE == 0 && Robot_state_BUSY == 1 && Robot_history_A == 0, "");
        ASSERT(Robot_Arm_side_RIGHT == 1 && Robot_Arm_ends_DOWN == 1, "");
        int robot(struct Robot *robot);
        int robot(struct Robot *robot) {
          robot->arm.ends[1] = Robot_Arm_ends_DOWN;
          return robot->state == Robot_state_BUSY;
        }
        """);
  }

  @ParameterizedTest
  @EnumSource
  void structsWithinOfOneNameAreOneTypeIfTheyAreEqual(CCompiler compiler) throws Exception {
    List<String> schemas = List.of("""
        struct Robot size 48 align 8
        0 8 struct:Point from
        0 4 float from.x
        4 4 float from.y
        8 16 struct:Point[2] path
        8 4 float path[].x
        12 4 float path[].y
        24 24 struct:Limb limb
        24 8 long limb.id
        32 16 struct:Point limb.at
        32 8 double limb.at.x
        40 8 double limb.at.y
        """, """
        struct Limb size 24 align 8
        0 8 long id
        8 16 struct:Point at
        8 8 double at.x
        16 8 double at.y
        """, """
        struct Point size 16 align 8
        0 8 double x
        8 8 double y
        """);
    compile(compiler, schemas, """
        ASSERT(sizeof(struct Robot_Point) == 8 && sizeof(struct Robot_Point_) == 16, "");
        ASSERT(sizeof(struct Limb_Point) == 16 && sizeof(struct Point) == 16, "");
        void copy(struct Robot *robot);
        void copy(struct Robot *robot) {
          robot->path[1] = robot->from;
          robot->limb.at.y = 1;
        }
        """);
  }

  @Test
  void anotherStructOfTheSameNameIsAnErrorAndNotLeftOut() throws Exception {
    Path one = Files.writeString(folder.resolve("one.h"),
        CHeader.of(Schema.parse("struct XY size 4 align 4\n0 4 int x\n")));
    Path other = Files.writeString(folder.resolve("other.h"),
        CHeader.of(Schema.parse("struct XY size 4 align 4\n0 4 float x\n")));
    String twice = "#include \"" + one + "\"\n";
    String main = "int main(void) { return 0; }\n";
    CCompiler.GCC.compile(Files.writeString(folder.resolve("twice.c"), twice + twice + main));
    Path clash = Files.writeString(folder.resolve("clash.c"),
        twice + "#include \"" + other + "\"\n" + main);
    assertThatThrownBy(() -> CCompiler.GCC.compile(clash))
        .hasMessageContaining("redefinition of").hasMessageContaining("struct XY");
  }

  // The schema

  @ParameterizedTest
  @EnumSource
  void theSchemaIsAStringOfWhateverLength(CCompiler compiler) throws Exception {
    List<String> many = IntStream.range(0, 1500).mapToObj(i -> "aFieldWithALongName" + i).toList();
    List<String> schemas = List.of(
        "struct Short size 1 align 1\n0 1 byte x\n",
        schemaOfBytes("Odd",
            List.of("gr\u00f6\u00dfe7", "a\u00858", "q??/x", "\"quoted\"", "back\\slash")),
        "struct Constants size 4 align 4\n0 4 enum{" + String.join(",", many) + "} state\n",
        "struct Wordy size 1 align 1\n0 1 byte " + "x".repeat(500) + "\n",
        exactly(4095), exactly(4096),
        schemaOfBytes("Many", many));
    String program = schemas.stream().map(schema -> """
          fputs(%1$s_SCHEMA, stdout);
          fputs(take(%1$s_SCHEMA), stdout);
          printf("%%zu\\n", sizeof(%1$s_SCHEMA) - 1);
        """.formatted(schema.split(" ")[1])).collect(joining());
    Path source = source(schemas, "static const char *kept = Many_SCHEMA;\n"
        + "static const char *take(const char *text) { return text ? text : kept; }\n", program);
    List<String> expected = new ArrayList<>();
    for (String schema : schemas) {
      expected.addAll(schema.lines().toList());
      expected.addAll(schema.lines().toList());
      expected.add(String.valueOf(schema.getBytes(StandardCharsets.UTF_8).length));
    }
    assertThat(Tool.run(compiler.compile(source))).isEqualTo(expected);
  }

  private static String exactly(int bytes) {
    String constants = IntStream.range(0, bytes / 6 - 10)
        .mapToObj("C%04d"::formatted).collect(joining(","));
    String schema = "struct Of%d size 4 align 4\n0 4 enum{%s} state\n".formatted(bytes, constants);
    return schema.replace("}", "X".repeat(bytes - schema.length()) + "}");
  }

  @Test
  void noLineHasMoreThan100Columns() throws Exception {
    List<String> schemas = new ArrayList<>(List.of(schema(RawMedley.class), exactly(5000),
        schemaOfBytes("Medium", List.of("f".repeat(60), "\u00e4".repeat(10)))));
    assertThat(schemas).allSatisfy(schema ->
        assertThat(CHeader.of(Schema.parse(schema)).lines())
            .allMatch(line -> line.length() <= 100));
  }

  // What cannot be

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      4 8 double x            | x: double at byte 4: it is not aligned to 8 bytes
      0 4 int x,2 4 int y     | y: int at byte 2: it
      4 4 int x,0 4 int y     | y: int at byte 0: it lies in the field before it
      0 16 decimal x          | x: decimal at byte 0: its type is unknown here
      0 20 instant[1] x       | describes no field
      0 12 struct:P x,0 8 long x.a | size 12 and alignment 8
      """)
  void whatNoStructOfCCanBeIsRefused(String lines, String message) {
    String schema = "struct XY size 24 align 8\n" + lines.strip().replace(",", "\n") + "\n";
    assertThatThrownBy(() -> CHeader.of(Schema.parse(schema).checked()))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
  }

  // Helpers

  private static String schema(Class<?> raw) throws Exception {
    Field constant = raw.getDeclaredField("SCHEMA");
    constant.setAccessible(true);
    return (String) constant.get(null);
  }

  private static String schemaOfBytes(String name, List<String> fields) {
    String lines = IntStream.range(0, fields.size())
        .mapToObj(i -> i + " 1 byte " + fields.get(i) + "\n").collect(joining());
    return "struct " + name + " size " + fields.size() + " align 1\n" + lines;
  }

  /** Compares a layout of Java's with the struct of its name. */
  private static String assertions(StructLayout layout) {
    String struct = "struct " + layout.name().orElseThrow();
    StringBuilder text = new StringBuilder("""
        ASSERT(sizeof(%1$s) == %2$d && ALIGNOF(%1$s) == %3$d, "");
        """.formatted(struct, layout.byteSize(), layout.byteAlignment()));
    for (MemoryLayout member : layout.memberLayouts()) {
      member.name().ifPresent(name -> text.append("""
          ASSERT(offsetof(%1$s, %2$s) == %3$d && sizeof(((%1$s *) 0)->%2$s) == %4$d, "%2$s");
          """.formatted(struct, name, layout.byteOffset(PathElement.groupElement(name)),
              member.byteSize())));
    }
    return text.toString();
  }

  private void write(List<String> schemas) throws Exception {
    for (String schema : schemas) {
      Schema struct = Schema.parse(schema).checked();
      assertThat(Layouts.of(schema).byteSize()).isEqualTo(struct.size());
      Files.writeString(folder.resolve(CHeader.fileName(struct)), CHeader.of(struct));
    }
  }

  private static String includes(List<String> schemas) {
    return schemas.stream().map(Schema::parse)
        .map(struct -> "#include \"./" + CHeader.fileName(struct) + "\"\n").collect(joining());
  }

  private void compile(CCompiler compiler, List<String> schemas, String declarations,
      String... options) throws Exception {
    compiler.compile(source(schemas, declarations, ""), options);
  }

  /** A file that includes all headers. */
  private Path source(List<String> schemas, String declarations, String statements)
      throws Exception {
    write(schemas);
    return Files.writeString(folder.resolve("source.c"), includes(schemas) + """
        #include <stdio.h>
        #ifdef __cplusplus
        #define ASSERT static_assert
        #define ALIGNOF alignof
        #else
        #define ASSERT _Static_assert
        #define ALIGNOF _Alignof
        #endif
        %s
        int main(void) {
        %s  return 0;
        }
        """.formatted(declarations, statements));
  }
}
