package org.sharedstruct.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts in arrays of C's {@code wchar_t}. */
class WideCharsTest {

  private static final String SMILE = "\ud83d\ude00";

  @TempDir Path folder;

  @Test
  void aCodePointIsOneElement() throws Exception {
    Path path = folder.resolve("text");
    try (SharedWideChar.Array array = SharedWideChar.Array.create(path, WideChars.of("ß" + SMILE))) {
      assertThat(array.length()).isEqualTo(2);
      assertThat(array.raw().value(1)).isEqualTo(0x1f600);
      assertThat(WideChars.value(array.raw())).isEqualTo("ß" + SMILE);
      assertThat(WideChars.value(array.guarded())).isEqualTo("ß" + SMILE);
    }
  }

  @Test
  void aShorterValueLeavesNothingOfALongerOne() throws Exception {
    try (SharedWideChar.Array array = SharedWideChar.Array.create(folder.resolve("text"), WideChars.of("hello"))) {
      WideChars.value(array.guarded(), "by");
      assertThat(array.guarded().snapshot()).extracting(WideCharRecord::value).containsExactly('b' + 0, 'y' + 0, 0, 0, 0);
      WideChars.value(array.raw(), "hello");
      assertThat(WideChars.value(array.raw())).isEqualTo("hello");
    }
  }

  @Test
  void whatDoesNotFitIsRefusedAndNothingIsStored() {
    RawWideChar.Array array = RawWideChar.Array.allocate(2);
    WideChars.value(array, "ab");
    assertThatIllegalArgumentException().isThrownBy(() -> WideChars.value(array, "abc"))
        .withMessage("the array has room for 2 characters, and 'abc' has 3");
    assertThatIllegalArgumentException().isThrownBy(() -> WideChars.value(array, "\0"))
        .withMessage("the array has the character NUL at index 0, where a reader would take it to end");
    assertThatIllegalArgumentException().isThrownBy(() -> WideChars.of("a\udc00"))
        .withMessage("the text has half a surrogate pair, which is no character");
    assertThat(WideChars.value(array)).isEqualTo("ab");
  }

  @Test
  void numbersThatAreNoCharactersReadAsTheReplacementCharacter() {
    RawWideChar.Array array = RawWideChar.Array.allocate(4);
    array.copyValueFrom(new int[] {'a', -1, 0xd800, 0x110000});
    assertThat(WideChars.value(array)).isEqualTo("a\ufffd\ufffd\ufffd");
  }
}
