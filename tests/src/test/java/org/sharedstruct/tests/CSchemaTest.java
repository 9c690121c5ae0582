package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.tools.Header;

/** What {@code sharedstruct.h} makes of schemas: it compares them as Java does, and lets a struct grow. */
class CSchemaTest {

  private static final String FIXED = "struct A size 16 align 8;0 8 long count;8 4 int level;";
  private static final String FIRST = "struct A sized 64 align 8;0 8 long count;8 4 enum{X,Y} kind;";
  private static final String MORE = FIRST + "12 4 float level;";
  private static final String LONGER = FIRST.replace("X,Y", "X,Y,Z");

  @TempDir static Path programs;
  @TempDir Path folder;

  private static CMember opener;

  @BeforeAll
  static void compile() throws Exception {
    opener = CMember.compile("opener", programs, List.of("gcc", "-std=c11", "-O2"));
  }

  private String run(String how, String schema) throws Exception {
    return String.join("\n", opener.run(path(), how, schema)).replace(path() + ": ", "");
  }

  private Path path() {
    return folder.resolve("a");
  }

  /** The header that Java makes of the region has the schema that it reads there. */
  private String header() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Header.run(new PrintStream(out, true, StandardCharsets.UTF_8), System.err, path().toString());
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theSameStructIsOpened() throws Exception {
    assertThat(run("create", FIXED)).isEqualTo("opened");
    assertThat(run("open", FIXED)).isEqualTo("opened");
    assertThat(run("read", FIXED)).isEqualTo("opened");
  }

  @Test
  void anotherOneIsToldFieldByField() throws Exception {
    run("create", FIXED);
    assertThat(run("open", FIXED.replace("4 int", "4 float"))).isEqualTo(
        "5 level is int at byte 8 in the file, float at byte 8 here");
    assertThat(run("open", FIXED.replace("level", "height"))).isEqualTo(
        "5 height is missing in the file, int at byte 8 here; level is int at byte 8 in the file, missing here");
    assertThat(run("open", FIXED.replace("A ", "B "))).isEqualTo("5 the struct is A in the file, B here");
    assertThat(run("open", FIXED.replace("size 16", "size 24"))).isEqualTo(
        "5 the struct has size 16 and alignment 8 in the file, 24 and 8 here");
    assertThat(run("open", "nothing")).isEqualTo("5 the schema of the program begins with 'nothing'");
  }

  @Test
  void aStructThatIsSizedGetsTheFieldsThatItLacks() throws Exception {
    run("create", FIRST);
    assertThat(run("read", MORE)).isEqualTo(
        "5 level is missing in the file, float at byte 12 here: a program that knows it has to open the file "
            + "for writing once");
    assertThat(header()).doesNotContain("float level");
    assertThat(run("open", MORE)).isEqualTo("opened");
    assertThat(header()).contains("\"12 4 float level\\n\"", "float level;");
    assertThat(run("open", FIRST)).as("the program that does not know them").isEqualTo("opened");
    assertThat(run("read", MORE)).isEqualTo("opened");
    assertThat(run("open", FIRST + "12 4 int height;")).isEqualTo(
        "5 byte 12 is of level, float at byte 12, in the file, and of height, int at byte 12, here");
  }

  @Test
  void anEnumOfASizedStructGetsMoreConstants() throws Exception {
    run("create", FIRST);
    assertThat(run("open", LONGER)).isEqualTo("opened");
    assertThat(header()).contains("enum{X,Y,Z} kind", "A_kind_Z = 2");
    assertThat(run("open", FIRST)).isEqualTo("opened");
    assertThat(run("open", FIRST.replace("X,Y", "Y,X"))).isEqualTo(
        "5 kind is enum{X,Y,Z} at byte 8 in the file, enum{Y,X} at byte 8 here");
  }
}
