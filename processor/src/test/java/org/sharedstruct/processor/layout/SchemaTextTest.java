package org.sharedstruct.processor.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharedstruct.format.Schema;

/** The text that the processor writes, and that files and running programs compare. */
class SchemaTextTest {

  private static final Schema XY = new Schema("XY", 8, 4,
      List.of(new Schema.Member(0, 4, "float", "x"), new Schema.Member(4, 4, "float", "y")));

  private static final String TEXT = """
      struct XY size 8 align 4
      0 4 float x
      4 4 float y
      """;

  /** FNV-1a of {@link #TEXT}, computed by another program. */
  private static final long FINGERPRINT = 0x50dd52491755aa48L;

  @Test
  void isALineForTheStructAndOneForEachField() {
    assertThat(XY.text()).isEqualTo(TEXT);
  }

  @Test
  void readsAsTheSchemaItWasWrittenFrom() {
    assertThat(Schema.parse(TEXT)).isEqualTo(XY);
    Schema größe = new Schema("Größe", 16, 8, List.of(
        new Schema.Member(0, 1, "byte", "$"), new Schema.Member(8, 8, "double", "温度")));
    assertThat(Schema.parse(größe.text())).isEqualTo(größe);
  }

  /** A file outlives the version of the library that made it. */
  @Test
  void hasAFingerprintThatNeverChanges() {
    assertThat(XY.fingerprint()).isEqualTo(FINGERPRINT);
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
  void hasAnotherFingerprintForAnotherLayout(String other) {
    assertThat(Schema.parse(other).fingerprint()).isNotEqualTo(XY.fingerprint());
  }

  /** Two processes of one struct may run in different languages. */
  @ParameterizedTest
  @ValueSource(strings = {"fa-IR", "ar-EG", "hi-IN-u-nu-deva", "tr-TR"})
  void isTheSameInEveryLocale(String locale) {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag(locale));
    try {
      assertThat(XY.text()).isEqualTo(TEXT);
      assertThat(XY.fingerprint()).isEqualTo(FINGERPRINT);
    } finally {
      Locale.setDefault(before);
    }
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
}
