package org.sharedstruct.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a field, its record component and its constant are called, given its getter. */
class FieldNamesTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void aFieldIsNamedAsJavaBeansHasIt(Compiler compiler) throws IOException {
    assertThat(generated(compiler, "Raw%s").lines().map(String::strip)).containsSequence(
        "0 4 int speed",
        "4 4 int URL",
        "8 4 int x",
        "12 1 boolean on",
        "16 4 int isOff",
        "20 4 int get1",
        "24 4 int getting",
        "28 1 boolean issue",
        "32 4 int int",
        "36 4 int fooBar",
        "40 4 int foo_bar");
  }

  @ParameterizedTest
  @EnumSource
  void aComponentIsNamedAsTheFieldUnlessThatIsAKeyword(Compiler compiler) throws IOException {
    assertThat(generated(compiler, "%sRecord").replaceAll("\\s+", " ")).contains(
        "(int speed, int URL, int x, boolean on, int isOff, int get1, int getting, boolean issue,"
            + " int int_, int fooBar, int foo_bar)");
  }

  @ParameterizedTest
  @EnumSource
  void noTwoOffsetsHaveOneName(Compiler compiler) throws IOException {
    List<String> constants = generated(compiler, "Raw%s").lines()
        .filter(line -> line.contains("static final long") && line.contains("OFFSET"))
        .map(line -> line.strip().split(" ")[3])
        .toList();
    assertThat(constants).hasSize(11).doesNotHaveDuplicates()
        .contains("SPEED_OFFSET", "FOO_BAR_OFFSET");
  }

  private String generated(Compiler compiler, String type) throws IOException {
    Compiled compiled = Compilation.by(compiler, folder).source("p/Names.java", """
        package p;

        @org.sharedstruct.SharedStruct
        public interface Names {
          int getSpeed();
          int getURL();
          int getX();
          boolean isOn();
          int isOff();
          int get1();
          int getting();
          boolean issue();
          int getInt();
          int fooBar();
          int foo_bar();
        }
        """).run();
    assertThat(compiled.errors()).isEmpty();
    return compiled.generated().get("p/" + type.formatted("Names") + ".java");
  }
}
