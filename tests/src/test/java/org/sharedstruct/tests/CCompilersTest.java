package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code sharedstruct.h} with all compilers of this machine: without a warning, and clean under what checks programs. */
class CCompilersTest {

  private static final int TIMES = 300;
  private static final int LENGTH = 4;

  private static final List<String> STRICT = List.of(
      "-Wconversion", "-Wsign-conversion", "-Wshadow", "-Wcast-align", "-Wcast-qual", "-Wpadded", "-Wundef",
      "-Wdouble-promotion", "-Wformat=2", "-Wswitch-enum", "-Wmissing-declarations", "-Wredundant-decls",
      "-Wpointer-arith", "-Wwrite-strings", "-Wvla", "-Wunused-macros", "-Wnull-dereference");
  private static final List<String> STRICT_C = List.of(
      "-Wstrict-prototypes", "-Wmissing-prototypes", "-Wold-style-definition", "-Wnested-externs",
      "-Wdeclaration-after-statement", "-Wbad-function-cast");
  private static final List<String> STRICT_CPP = List.of(
      "-Wold-style-cast", "-Wzero-as-null-pointer-constant", "-Wextra-semi", "-Wnon-virtual-dtor");
  private static final List<String> STRICT_GNU = List.of("-Wlogical-op", "-Wduplicated-cond", "-Wduplicated-branches");
  private static final List<String> STRICT_GNU_CPP = List.of("-Wuseless-cast");

  /** A program whose own lines give no cause for a warning. */
  private static final String USER = """
      #include "sharedstruct.h"
      static shs_region region;
      int main(void) {
        return shs_close(&region) == SHS_CLOSED ? 0 : 1;
      }
      """;

  @TempDir Path programs;
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {
    "gcc -std=c11 -O0", "gcc -std=c11 -O3", "gcc -std=gnu17 -Os", "g++ -x c++ -std=c++17 -O2",
    "clang -std=c11 -O0", "clang -std=c11 -O3", "clang -std=gnu17 -Os", "clang++ -x c++ -std=c++17 -O2"})
  void compilesWithoutAWarning(String compiler) throws Exception {
    exercise(compile(compiler), folder, TIMES);
  }

  /** Users compile the header with flags of their own, which ask for more than ours. */
  @ParameterizedTest
  @ValueSource(strings = {
    "gcc -std=c11 -O2 -Wcast-align=strict", "gcc -std=c2x -O0", "gcc -std=gnu17 -O3",
    "g++ -x c++ -std=c++17 -O2", "g++ -x c++ -std=c++20 -O2", "g++ -x c++ -std=c++23 -O2",
    "clang -std=c11 -O2", "clang -std=c2x -O2",
    "clang++ -x c++ -std=c++17 -O2", "clang++ -x c++ -std=c++20 -O2", "clang++ -x c++ -std=c++2b -O2"})
  void compilesWithoutAWarningUnderStricterFlags(String compiler) throws Exception {
    List<String> words = new ArrayList<>(List.of(compiler.split(" ")));
    Tool.assumeInstalled(words.getFirst(), words.getFirst());
    words.addAll(STRICT);
    words.addAll(compiler.contains("c++") ? STRICT_CPP : STRICT_C);
    words.addAll(compiler.startsWith("g") ? STRICT_GNU : List.of());
    words.addAll(compiler.startsWith("g++") ? STRICT_GNU_CPP : List.of());
    Path source = Files.writeString(folder.resolve("user.c"), USER);
    CMember.compile(source, programs, words).run();
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "gcc -std=c11 -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all",
    "clang -std=c11 -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all"})
  void addressesAndArithmeticAreSound(String compiler) throws Exception {
    exercise(compile(compiler), folder, TIMES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gcc -std=c11 -O1 -g -fsanitize=thread", "clang -std=c11 -O1 -g -fsanitize=thread"})
  void noThreadRacesWithAnother(String compiler) throws Exception {
    CMember member = compile(compiler);
    // not in place: those are plain stores of the user's
    member.run(folder.resolve("xy"), "struct", 0, "adders", TIMES);
    assertThat(member.run(folder.resolve("xy"), "open", 0, "print", 1)).containsExactly("1200.0 -1200.0");
  }

  @Test
  void readsNothingThatWasNotWritten() throws Exception {
    Tool.assumeInstalled("valgrind");
    CMember member = compile("gcc -std=c11 -O1 -g");
    Tool.run("valgrind", "-q", "--error-exitcode=3", "--leak-check=full", "--errors-for-leak-kinds=all",
        member, folder.resolve("xy"), "struct", 0, "add", TIMES);
    Tool.run("valgrind", "-q", "--error-exitcode=3", "--leak-check=full", "--errors-for-leak-kinds=all",
        member, folder.resolve("xys"), "array", LENGTH, "all", TIMES);
  }

  @Test
  void theProgramOfTheManualCompiles() throws Exception {
    String manual = Files.readString(Path.of("..", "docs", "from-c.md"));
    String program = manual.substring(manual.indexOf("```c\n") + 5).split("```")[0];
    CMember.compile(Files.writeString(folder.resolve("manual.c"), program), programs, List.of("gcc", "-std=c11", "-O2"));
  }

  private CMember compile(String compiler) throws Exception {
    List<String> words = List.of(compiler.split(" "));
    Tool.assumeInstalled(words.getFirst());
    assumeLinks(words);
    return CMember.compile("member", programs, words);
  }

  /** A compiler can be there without the libraries of its sanitizers. */
  private void assumeLinks(List<String> compiler) throws Exception {
    Path source = Files.writeString(folder.resolve("empty.c"), "int main(void) { return 0; }\n");
    List<String> command = new ArrayList<>(compiler);
    command.addAll(List.of(source.toString(), "-o", programs.resolve("empty").toString()));
    boolean links = compiler.stream().noneMatch(option -> option.startsWith("-fsanitize"))
        || Tool.succeeds(command);
    Assumptions.assumeTrue(links, () -> String.join(" ", compiler)
        + " makes no program, maybe for want of its libraries (Debian: libclang-rt-dev), so nothing is said about it");
  }

  /** Each thing that {@code member.c} can do, in each form of a region. */
  static void exercise(CMember member, Path folder, int times) throws Exception {
    Path xy = folder.resolve("xy");
    member.run(xy, "struct", 0, "add", times);
    member.run(xy, "open", 0, "place", times);
    member.run(xy, "open", 0, "threads", times);
    member.run(xy, "open", 0, "fork", times);
    member.run(xy, "read", 0, "look", times);
    member.run(xy, "open", 0, "misuse", 1);
    float sum = 2 * times + 8 * times + 2 * times + 1;
    assertThat(member.run(xy, "open", 0, "print", 1)).containsExactly(sum + " -" + sum);
    member.run(xy, "open", 0, "remove", 1);
    for (String form : List.of("array", "atomic")) {
      member.run(folder.resolve(form), form, LENGTH, "all", times);
      member.run(folder.resolve(form), form, LENGTH, "repair", 1);
      member.run(folder.resolve(form), form, LENGTH, "add", LENGTH);
      assertThat(member.run(folder.resolve(form), form, LENGTH, "print", 1)).containsOnly("1.0 -1.0").hasSize(LENGTH);
    }
  }
}
