package org.sharedstruct.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Headers that are written while structs are compiled. Those of two golden structs are in the folder {@code
 * headers}, and are written anew with {@code -Dgolden.update=true}, as golden files are. What headers are
 * for other structs is tested in the module of the tests.
 */
class HeadersTest {

  private static final String XY = """
      package %s;

      @org.sharedstruct.SharedStruct
      public interface XY {
        float x();
      }
      """;

  @TempDir Path folder;

  private Path headers() {
    return folder.resolve("made/by/javac");
  }

  private Compilation compilation(Compiler compiler) {
    return Compilation.by(compiler, folder).option("-Asharedstruct.headers=" + headers());
  }

  @ParameterizedTest
  @EnumSource
  void areAsTheyWereReviewed(Compiler compiler) throws IOException {
    List<Path> sources = new ArrayList<>(GoldenFiles.sources("every-kind"));
    sources.addAll(GoldenFiles.sources("sized"));
    assertThat(compilation(compiler).sources(sources).run().messagesAboutFiles()).isEmpty();
    SortedMap<String, String> written = Inputs.textsIn(headers());
    assertThat(written.remove("sharedstruct.h")).isEqualTo(Files.readString(Path.of("../c/sharedstruct.h")));
    Path golden = Files.createDirectories(Inputs.folder("headers"));
    if (Boolean.getBoolean("golden.update")) {
      for (Map.Entry<String, String> header : written.entrySet()) {
        Files.writeString(golden.resolve(header.getKey()), header.getValue());
      }
    }
    assertThat(written).isEqualTo(Inputs.textsIn(golden));
  }

  @ParameterizedTest
  @CsvSource({"gcc, c, c11", "g++, c++, c++17", "clang, c, c11", "clang++, c++, c++17"})
  void thoseOfAllGoldenStructsGoTogether(String command, String language, String standard) throws Exception {
    compilation(Compiler.JAVAC).sources(GoldenFiles.allSources()).run();
    List<String> names = new ArrayList<>(Inputs.textsIn(headers()).keySet());
    names.addFirst(names.removeLast());
    assertThat(names.getFirst()).as("what has to come before all others").isEqualTo("sharedstruct.h");
    assertThat(names).hasSizeGreaterThan(10).contains("XY.h", "Float.h", "State.h", "Robot.h");
    StringBuilder source = new StringBuilder();
    names.forEach(name -> source.append("#include \"" + name + "\"\n"));
    source.append("int main(void) { return XY_SCHEMA[0] != 's'; }\n");
    Path file = Files.writeString(headers().resolve("all.c"), source);
    assumeTrue(command.equals("gcc") || isInstalled(command), command + " is not installed");
    assertThat(Program.run(folder, List.of(command, "-x", language, "-std=" + standard, "-Wall", "-Wextra",
        "-Wpedantic", "-Werror", "-o", folder.resolve("all").toString(), file.toString()))
        .successfulOutput()).isEmpty();
    Program.run(folder, List.of(folder.resolve("all").toString())).successfulOutput();
  }

  private static boolean isInstalled(String command) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(place -> Files.isExecutable(Path.of(place, command)));
  }

  @ParameterizedTest
  @EnumSource
  void areNotWrittenUnlessThatIsAskedFor(Compiler compiler) throws IOException {
    Compilation.by(compiler, folder).source("p/XY.java", XY.formatted("p")).run();
    assertThat(headers()).doesNotExist();
  }

  @ParameterizedTest
  @EnumSource
  void areLeftAloneIfTheyAreTheSame(Compiler compiler) throws IOException {
    compilation(compiler).source("p/XY.java", XY.formatted("p")).run();
    Path header = headers().resolve("XY.h");
    FileTime longAgo = FileTime.fromMillis(1_000_000_000_000L);
    Files.setLastModifiedTime(header, longAgo);
    compilation(compiler).source("p/XY.java", XY.formatted("p")).run();
    assertThat(Files.getLastModifiedTime(header)).isEqualTo(longAgo);
    compilation(compiler).source("p/XY.java", XY.formatted("p").replace("float x", "int x")).run();
    assertThat(Files.getLastModifiedTime(header)).isGreaterThan(longAgo);
    assertThat(header).content().contains("  int32_t x;  // byte 0\n");
  }

  @ParameterizedTest
  @EnumSource
  void aStructWithAProblemHasNone(Compiler compiler) throws IOException {
    compilation(compiler)
        .source("p/XY.java", XY.formatted("p"))
        .source("p/Bad.java", XY.formatted("p").replace("XY", "Bad").replace("float", "Object"))
        .run();
    assertThat(Inputs.textsIn(headers())).containsOnlyKeys("XY.h", "sharedstruct.h");
  }

  @ParameterizedTest
  @EnumSource
  void twoStructsOfOneNameAreToldOnTheSecond(Compiler compiler) throws IOException {
    Compiled compiled = compilation(compiler)
        .source("a/XY.java", XY.formatted("a"))
        .source("b/XY.java", XY.formatted("b"))
        .run();
    assertThat(compiled.errors()).singleElement().satisfies(error -> {
      assertThat(error.text()).isEqualTo("[header-taken] b.XY and a.XY would both have the header XY.h."
          + " Rename one of them, by @SharedStruct(\"Name\") at least");
      assertThat(error.file()).endsWith(Path.of("b", "XY.java"));
      assertThat(error.line()).isEqualTo(4);
    });
  }

  /** A program that includes both headers would not compile. */
  @ParameterizedTest
  @CsvSource({
    "Robot_Point, interface Point { float x(); } Point goal();, Robot, Robot_Point",
    "Robot_, int count();, Robot, Robot_SCHEMA",
    "Robot_state, int count();, Robot, Robot_state",
    "Robot_state_IDLE, int count();, Robot, Robot_state_IDLE"})
  void aNameInTheHeadersOfTwoStructsIsAnError(String one, String member, String other, String name)
      throws IOException {
    String enums = "enum State { IDLE, BUSY } State state(); ";
    Compiled compiled = compilation(Compiler.JAVAC)
        .source("a/" + one + ".java", struct("a", one, "int count();"))
        .source("b/" + other + ".java",
            struct("b", other, enums + member.replace("interface", "@SharedStruct interface")))
        .run();
    assertThat(compiled.errors()).singleElement().satisfies(error -> {
      assertThat(error.text()).isEqualTo("[header-taken] b.%s and a.%s would both have the name %s in their headers"
          .formatted(other, one, name) + " for C. Rename one of them, by @SharedStruct(\"Name\") at least");
      assertThat(error.file()).endsWith(Path.of("b", other + ".java"));
      assertThat(error.line()).isEqualTo(4);
    });
  }

  private static String struct(String folder, String name, String members) {
    return """
        package %s;
        import org.sharedstruct.SharedStruct;

        @SharedStruct public interface %s { %s }
        """.formatted(folder, name, members);
  }

  @ParameterizedTest
  @EnumSource
  void aFolderThatCannotBeMadeIsToldOnce(Compiler compiler) throws IOException {
    Path file = Files.createFile(Files.createDirectories(headers().getParent()).resolve("javac"));
    Compiled compiled = compilation(compiler)
        .source("a/XY.java", XY.formatted("a"))
        .source("b/Z.java", XY.formatted("b").replace("XY", "Z"))
        .run();
    assertThat(compiled.errors()).singleElement().extracting(Message::text)
        .isEqualTo("[cannot-write] XY.h in " + headers() + " cannot be written: " + file + " is a file");
  }

  @Test
  void aFolderWithoutANameIsToldOnce() throws IOException {
    for (String option : List.of("-Asharedstruct.headers", "-Asharedstruct.headers=")) {
      Compiled compiled = Compilation.by(Compiler.JAVAC, folder).option(option)
          .source("a/XY.java", XY.formatted("a"))
          .source("b/Z.java", XY.formatted("b").replace("XY", "Z"))
          .run();
      assertThat(compiled.errors()).singleElement().extracting(Message::text).asString()
          .startsWith("[headers] -Asharedstruct.headers names no folder. Say where");
    }
  }
}
