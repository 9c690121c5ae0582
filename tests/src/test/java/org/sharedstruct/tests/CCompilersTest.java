package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code sharedstruct.h} with all compilers of this machine: without a warning, and clean under what checks programs. */
class CCompilersTest {

  private static final int TIMES = 300;
  private static final int LENGTH = 4;

  @TempDir Path programs;
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {
    "gcc -std=c11 -O0", "gcc -std=c11 -O3", "gcc -std=gnu17 -Os", "g++ -x c++ -std=c++17 -O2",
    "clang -std=c11 -O0", "clang -std=c11 -O3", "clang -std=gnu17 -Os", "clang++ -x c++ -std=c++17 -O2"})
  void compilesWithoutAWarning(String compiler) throws Exception {
    exercise(compile(compiler));
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "gcc -std=c11 -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all",
    "clang -std=c11 -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all"})
  void addressesAndArithmeticAreSound(String compiler) throws Exception {
    exercise(compile(compiler));
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
    return CMember.compile("member", programs, words);
  }

  private void exercise(CMember member) throws Exception {
    Path xy = folder.resolve("xy");
    member.run(xy, "struct", 0, "add", TIMES);
    member.run(xy, "open", 0, "place", TIMES);
    member.run(xy, "open", 0, "threads", TIMES);
    member.run(xy, "open", 0, "fork", TIMES);
    member.run(xy, "read", 0, "look", TIMES);
    member.run(xy, "open", 0, "misuse", 1);
    float sum = 2 * TIMES + 8 * TIMES + 2 * TIMES + 1;
    assertThat(member.run(xy, "open", 0, "print", 1)).containsExactly(sum + " -" + sum);
    member.run(xy, "open", 0, "remove", 1);
    for (String form : List.of("array", "atomic")) {
      member.run(folder.resolve(form), form, LENGTH, "all", TIMES);
      member.run(folder.resolve(form), form, LENGTH, "repair", 1);
      member.run(folder.resolve(form), form, LENGTH, "add", LENGTH);
      assertThat(member.run(folder.resolve(form), form, LENGTH, "print", 1)).containsOnly("1.0 -1.0").hasSize(LENGTH);
    }
  }
}
