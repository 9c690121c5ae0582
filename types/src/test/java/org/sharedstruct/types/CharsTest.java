package org.sharedstruct.types;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.SharedMemory;

/** Texts in arrays of C's {@code char}. */
class CharsTest {

  @TempDir Path folder;

  private Path path() {
    return folder.resolve("text");
  }

  @Test
  void anArrayIsMadeOfATextAndIsAsLong() throws Exception {
    try (SharedChar.Array array = SharedChar.Array.create(path(), Chars.of("hello world"))) {
      assertThat(array.length()).isEqualTo(11);
      assertThat(Chars.value(array.raw())).isEqualTo("hello world");
      assertThat(Chars.value(array.guarded())).isEqualTo("hello world");
      assertThat(Chars.bytes(array.raw())).isEqualTo("hello world".getBytes(US_ASCII));
    }
  }

  @Test
  void theValueEndsAtTheFirstNulAndTheBytesDoNot() {
    RawChar.Array array = RawChar.Array.allocate(6);
    Chars.bytes(array, new byte[] {'a', 'b', 0, 'c', 0, 'd'});
    assertThat(Chars.value(array)).isEqualTo("ab");
    assertThat(Chars.bytes(array)).containsExactly('a', 'b', 0, 'c', 0, 'd');
  }

  @Test
  void aShorterValueLeavesNothingOfALongerOne() throws Exception {
    try (SharedChar.Array array = SharedChar.Array.create(path(), Chars.of("hello world"))) {
      Chars.value(array.guarded(), "bye");
      assertThat(Chars.bytes(array.guarded())).containsExactly('b', 'y', 'e', 0, 0, 0, 0, 0, 0, 0, 0);
      Chars.value(array.raw(), "");
      assertThat(Chars.bytes(array.raw())).containsOnly(0);
    }
  }

  @Test
  void aValueMayFillTheArrayAndIsUtf8() {
    RawChar.Array array = RawChar.Array.allocate(7);
    Chars.value(array, "größe");
    assertThat(Chars.value(array)).isEqualTo("größe");
    assertThat(Chars.of("größe")).hasSize(7);
  }

  @Test
  void whatDoesNotFitIsRefusedAndNothingIsStored() throws Exception {
    try (SharedChar.Array array = SharedChar.Array.create(path(), Chars.of("hello"))) {
      assertThatIllegalArgumentException().isThrownBy(() -> Chars.value(array.guarded(), "größer"))
          .withMessage("the array has room for 5 bytes, and 'größer' needs 8");
      assertThatIllegalArgumentException().isThrownBy(() -> Chars.bytes(array.guarded(), new byte[4]))
          .withMessage("the array has the length 5, and 4 values were given or asked for");
      assertThat(Chars.value(array.raw())).isEqualTo("hello");
      assertThat(array.lock().isLocked()).isFalse();
    }
  }

  @Test
  void whatWouldNotComeBackAsItWentInIsRefused() {
    RawChar.Array array = RawChar.Array.allocate(5);
    assertThatIllegalArgumentException().isThrownBy(() -> Chars.value(array, "a\0b"))
        .withMessage("the array has the character NUL at index 1, where a reader would take it to end");
    assertThatIllegalArgumentException().isThrownBy(() -> Chars.value(array, "\ud800"))
        .withMessage("the array has half a surrogate pair, which is no character");
    assertThatIllegalArgumentException().isThrownBy(() -> Chars.of("a\0"))
        .withMessage("the text has the character NUL at index 1, where a reader would take it to end");
  }

  @Test
  void aGuardedValueIsWrittenUnderTheGivenLockAndReadWithoutIt() throws Exception {
    try (SharedChar.Array array = SharedChar.Array.create(path(), 4)) {
      CountingLock lock = new CountingLock();
      GuardedChar.Array guarded = array.guarded(lock);
      Chars.value(guarded, "four");
      assertThat(lock.takeCount()).isPositive();
      assertThat(Chars.value(guarded)).isEqualTo("four");
      assertThat(lock.takeCount()).isZero();
    }
  }

  @Test
  void nobodyReadsHalfOfWhatAnotherWrites() throws Exception {
    String one = "a".repeat(300);
    String other = "b".repeat(200);
    try (SharedChar.Array written = SharedChar.Array.create(path(), 300);
        SharedChar.Array read = SharedChar.Array.open(path())) {
      Chars.value(written.guarded(), one);
      Thread writer = Thread.ofPlatform().start(() -> {
        for (int i = 0; i < 500; i++) {
          Chars.value(written.guarded(), i % 2 == 0 ? other : one);
        }
      });
      while (writer.isAlive()) {
        assertThat(Chars.value(read.guarded())).isIn(one, other);
      }
    }
  }

  @Test
  void aReadOnlyTextIsReadAndNotWritten() throws Exception {
    SharedChar.Array.create(path(), Chars.of("hello")).close();
    try (SharedChar.Array seen = SharedChar.Array.open(path(), SharedMemory.READ_ONLY)) {
      assertThat(Chars.value(seen.raw())).isEqualTo("hello");
      assertThat(Chars.value(seen.guarded())).isEqualTo("hello");
      assertThatThrownBy(() -> Chars.value(seen.guarded(), "bye")).isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Test
  void whatIsLongerThanAJavaArrayIsToldApart() throws Exception {
    long length = 1L << 31;
    try (FileChannel sparse = FileChannel.open(path(), StandardOpenOption.CREATE_NEW, StandardOpenOption.READ,
            StandardOpenOption.WRITE, StandardOpenOption.SPARSE);
        Arena arena = Arena.ofConfined()) {
      MemorySegment memory = sparse.map(FileChannel.MapMode.READ_WRITE, 0, length, arena);
      RawChar.Array array = RawChar.Array.of(memory);
      assertThatThrownBy(() -> Chars.value(array)).isInstanceOf(IllegalStateException.class)
          .hasMessage("2147483648 characters do not fit into a Java array: take a slice");
      Chars.value(array.slice(length - 3, 3), "end");
      assertThat(Chars.value(array.slice(length - 3, 3))).isEqualTo("end");
    }
  }
}
