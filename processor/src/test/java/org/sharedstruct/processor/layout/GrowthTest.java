package org.sharedstruct.processor.layout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sharedstruct.format.Growth;
import org.sharedstruct.format.Schema;
import org.sharedstruct.format.Schema.Member;

/** Which schemas of a program and of a file go together. */
class GrowthTest {

  private static final String FILE =
      "0 8 long a;8 4 enum{A,B} kind;16 16 sized:Pose pose;16 4 float pose.x;20 4 float pose.y;32 1 byte b";

  private static Schema schema(String head, String fields) {
    return Schema.parse("struct " + head + "\n" + fields.replace(';', '\n') + "\n");
  }

  private static Growth growth(String mine) {
    return Growth.of(schema("S sized 64 align 8", mine), schema("S sized 64 align 8", FILE));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', nullValues = "-", value = {
      "the same                            | 0 8 long a;8 4 enum{A,B} kind | -",
      "fewer fields                        | 0 8 long a                    | -",
      "fewer constants                     | 8 4 enum{A} kind              | -",
      "a field behind                      | 33 1 byte c                   | 33 1 byte c",
      "a field far behind                  | 40 8 long c                   | 40 8 long c",
      "more constants                      | 8 4 enum{A,B,C} kind          | 8 4 enum{A,B,C} kind",
      "a field in a sized struct           | 16 16 sized:Pose pose;24 4 float pose.z | 24 4 float pose.z",
      "a struct behind, with its fields    | 40 8 struct:P p;40 4 int p.x  | 40 8 struct:P p;40 4 int p.x",
  })
  void adds(String what, String mine, String added) {
    Growth growth = growth(mine);
    assertThat(growth.differences()).as(what).isEmpty();
    assertThat(growth.additions().stream().map(Member::line)).as(what)
        .containsExactly(added == null ? new String[0] : added.split(";"));
    Schema grown = schema("S sized 64 align 8", FILE).with(growth.additions());
    assertThat(Growth.of(schema("S sized 64 align 8", mine), grown).additions()).as(what).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "0 4 int a                | a is long at byte 0 in the file, int at byte 0 here",
      "8 8 long a               | a is long at byte 0 in the file, long at byte 8 here",
      "0 8 long z               | byte 0 is of a, long at byte 0, in the file, and of z, long at byte 0, here",
      "4 8 long z               | byte 4 is of a, long at byte 0, in the file, and of z, long at byte 4, here",
      "12 4 int z               | z is missing in the file, int at byte 12 here, before byte 33, where the fields of the file end",
      "8 4 enum{A,C} kind       | kind is enum{A,B} at byte 8 in the file, enum{A,C} at byte 8 here",
      "8 4 enum{B,A} kind       | kind is enum{A,B} at byte 8 in the file, enum{B,A} at byte 8 here",
      "8 8 enum{A,B,C}[2] kind  | kind is enum{A,B} at byte 8 in the file, enum{A,B,C}[2] at byte 8 here",
      "16 4 float pose.z        | byte 16 is of pose.x, float at byte 16, in the file, and of pose.z, float at byte 16, here",
  })
  void tellsApart(String mine, String difference) {
    assertThat(growth(mine).differences()).containsExactly(difference);
  }

  @Test
  void knowsOfAStructThatItDoesNotKnowNothingWithin() {
    Schema file = schema("S sized 64 align 8", "0 8 long a;8 8 struct:Point p;8 4 int p.x;12 4 int p.y");
    assertThat(Growth.of(schema("S sized 64 align 8", "0 8 long a"), file).differences()).isEmpty();
  }

  @Test
  void addsNothingWithinAStructThatHasNoSizeOfItsOwn() {
    String fields = "0 8 long a;8 8 struct:Point p;8 4 int p.x";
    Schema less = schema("S sized 64 align 8", fields);
    Schema more = schema("S sized 64 align 8", fields + ";12 4 int p.y");
    assertThat(Growth.of(more, less).differences())
        .containsExactly("p.y is missing in the file, int at byte 12 here");
    assertThat(Growth.of(less, more).differences())
        .containsExactly("p.y is int at byte 12 in the file, missing here");
  }

  @Test
  void addsNothingToAStructWithoutASize() {
    Schema less = schema("S size 16 align 8", "0 8 long a");
    Schema more = schema("S size 16 align 8", "0 8 long a;8 4 int b");
    assertThat(Growth.of(more, less).differences())
        .containsExactly("b is missing in the file, int at byte 8 here");
    assertThat(Growth.of(less, more).differences())
        .containsExactly("b is int at byte 8 in the file, missing here");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "T sized 64 align 8  | the struct is S in the file, T here",
      "S sized 128 align 8 | the struct has size 64 and alignment 8 in the file, 128 and 8 here",
      "S sized 64 align 16 | the struct has size 64 and alignment 8 in the file, 64 and 16 here",
      "S size 64 align 8   | the struct was made with room to grow, and is declared without room to grow here",
      "S size 8 align 8    | the struct has size 64 and alignment 8 in the file, 8 and 8 here"
          + ";the struct was made with room to grow, and is declared without room to grow here",
  })
  void comparesTheHeads(String mine, String difference) {
    Schema file = schema("S sized 64 align 8", "0 8 long a");
    assertThat(Growth.of(schema(mine, "0 8 long a"), file).differences())
        .containsExactly(difference.split(";"));
  }

  /** Both were declared, and a field that differs as well does not explain it. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "S sized 128 align 8 | the struct has size 64 and alignment 8 in the file, 128 and 8 here",
      "S size 64 align 8   | the struct was made with room to grow, and is declared without room to grow here",
  })
  void comparesTheHeadsWhereAFieldDiffersAsWell(String mine, String difference) {
    assertThat(Growth.of(schema(mine, "0 4 int a"), schema("S sized 64 align 8", "0 8 long a")).differences())
        .containsExactly("a is long at byte 0 in the file, int at byte 0 here", difference);
  }

  @Test
  void saysNothingOfASizeThatFollowsFromTheFields() {
    assertThat(Growth.of(schema("S size 4 align 4", "0 4 int a"), schema("S size 8 align 8", "0 8 long a"))
        .differences()).containsExactly("a is long at byte 0 in the file, int at byte 0 here");
  }

  @Test
  void tellsTheBytesOfFieldsThatDifferInNothingElse() {
    Schema mine = schema("S size 32 align 1", "0 32 string s");
    Schema file = schema("S size 8 align 1", "0 8 string s");
    assertThat(Growth.of(mine, file).differences()).containsExactly(
        "s is string of 8 bytes at byte 0 in the file, string of 32 bytes at byte 0 here");
  }
}
