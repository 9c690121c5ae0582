package org.sharedstruct.processor.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharedstruct.format.Schema;
import org.sharedstruct.format.SchemaText;

/** The text that the processor writes, and that files and running programs compare. */
class SchemaTextTest {

  private static final Schema XY = new Schema("XY", false, 8, 4,
      List.of(new Schema.Member(0, 4, "float", "x"), new Schema.Member(4, 4, "float", "y")));

  private static final String TEXT = """
      struct XY size 8 align 4
      0 4 float x
      4 4 float y
      """;

  /** Of {@link #TEXT}: 49 bytes, and their FNV-1a, 50dd52491755aa48 as another program says, folded. */
  private static final long WORD = 0x4788f801_00000031L;

  @Test
  void isALineForTheStructAndOneForEachField() {
    assertThat(XY.text()).isEqualTo(TEXT);
  }

  @Test
  void readsAsTheSchemaItWasWrittenFrom() {
    assertThat(Schema.parse(TEXT)).isEqualTo(XY);
    Schema größe = new Schema("Größe", false, 16, 8, List.of(
        new Schema.Member(0, 1, "byte", "$"), new Schema.Member(8, 8, "double", "温度")));
    assertThat(Schema.parse(größe.text())).isEqualTo(größe);
  }

  /** A file outlives the version of the library that made it. */
  @Test
  void hasAWordThatNeverChanges() {
    assertThat(SchemaText.word(XY.text())).isEqualTo(WORD);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "struct XZ size 8 align 4\n0 4 float x\n4 4 float y\n",
      "struct XY size 12 align 4\n0 4 float x\n4 4 float y\n",
      "struct XY size 8 align 8\n0 4 float x\n4 4 float y\n",
      "struct XY size 8 align 4\n0 4 float y\n4 4 float x\n",
      "struct XY size 8 align 4\n0 4 float x\n4 4 int y\n",
      "struct XY size 8 align 4\n0 4 float x\n"
  })
  void hasAnotherWordForAnotherLayout(String other) {
    assertThat(SchemaText.word(other)).isNotEqualTo(WORD);
  }

  /** Two processes of one struct may run in different languages. */
  @ParameterizedTest
  @ValueSource(strings = {"fa-IR", "ar-EG", "hi-IN-u-nu-deva", "tr-TR"})
  void isTheSameInEveryLocale(String locale) {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag(locale));
    try {
      assertThat(XY.text()).isEqualTo(TEXT);
      assertThat(SchemaText.word(XY.text())).isEqualTo(WORD);
    } finally {
      Locale.setDefault(before);
    }
  }

  /** As it is where a newer program has added a field within, one behind, and a constant. */
  @Test
  void ofAStructThatHasGrownReadsAsTheStructThatItIsNow() {
    Schema grown = Schema.parse("""
        struct Robot sized 64 align 8
        0 16 sized:Pose pose
        0 4 float pose.x
        16 4 enum{IDLE,BUSY} state
        4 4 float pose.y
        20 8 enum{A}[2] kinds
        16 4 enum{IDLE,BUSY,LOST} state
        28 1 byte level
        20 8 enum{A,B}[2] kinds
        """);
    assertThat(grown.text()).isEqualTo("""
        struct Robot sized 64 align 8
        0 16 sized:Pose pose
        0 4 float pose.x
        4 4 float pose.y
        16 4 enum{IDLE,BUSY,LOST} state
        20 8 enum{A,B}[2] kinds
        28 1 byte level
        """);
    assertThat(Schema.parse(grown.text())).isEqualTo(grown);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "0 4 float x\n0 4 float x\n",
      "0 4 enum{A,B} x\n0 4 enum{A} x\n",
      "0 4 enum{A} x\n0 4 enum{AB} x\n",
      "0 4 enum{A} x\n4 4 enum{A,B} x\n",
      "0 4 enum{A} x\n0 8 enum{A,B}[2] x\n",
      "0 4 enum{A x\n0 4 enum{A,B} x\n"
  })
  void hasOneLineForAFieldUnlessAnEnumHasGrown(String lines) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Schema.parse("struct S sized 64 align 8\n" + lines))
        .withMessageContaining(lines.lines().toList().get(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Schema.parse("struct S size 64 align 8\n0 4 enum{A} x\n0 4 enum{A,B} x\n"));
  }

  @Test
  void isRefusedWithTheLineThatIsWrong() {
    assertThatIllegalArgumentException().isThrownBy(() -> Schema.parse(""))
        .withMessageContaining("struct NAME size N align N");
    assertThatIllegalArgumentException().isThrownBy(() -> Schema.parse("struct XY size 8\n"))
        .withMessageContaining("struct XY size 8");
    assertThatIllegalArgumentException().isThrownBy(() -> Schema.parse(TEXT + "8 4 float\n"))
        .withMessageContaining("8 4 float");
    assertThatIllegalArgumentException().isThrownBy(() -> Schema.parse(TEXT.replace("4 4", "four 4")))
        .withMessageContaining("four");
  }

  /** A stranger may write any text into a file. */
  @Test
  void isATableOfBoundedWidthWhateverItSays() {
    StringBuilder text = new StringBuilder("struct S sized 100000 align 1\n"
        + "0 1 " + "x".repeat(100_000) + " a\n1 1 byte " + "y".repeat(100_000) + "\n");
    for (int i = 2; i < 1_000; i++) {
      text.append(i).append(" 1 byte b").append(i).append('\n');
    }
    String table = Schema.parse(text.toString()).table();
    assertThat(table.length()).isLessThan(400_000);
    assertThat(table.lines().filter(line -> line.contains("b999")))
        .containsExactly("     999      1  byte         b999                     15");
  }
}
