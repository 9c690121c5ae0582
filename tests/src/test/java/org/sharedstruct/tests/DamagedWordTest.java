package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharedstruct.format.Format;

/** The words of a file that change cannot be checked; damaged, they neither crash nor hang a reader. */
class DamagedWordTest {

  private static final int NEXT = (int) Format.NEXT;
  private static final int SLOT = (int) (Format.TABLE + Format.SLOT_PARTICIPANT);
  private static final int PROCESS = (int) (Format.TABLE + Format.SLOT_PROCESS);
  private static final int SINCE = (int) (Format.TABLE + Format.SLOT_SINCE);
  private static final int NAME = (int) (Format.TABLE + Format.SLOT_NAME);
  private static final int LOCK = (int) Format.LOCK;
  private static final int SEQ = (int) Format.SEQ;
  private static final int INDEX = (int) Format.INDEX;

  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {NEXT, SLOT, PROCESS, SINCE, NAME, LOCK, SEQ, INDEX})
  void readingAndClosingComeToAnEnd(int word) throws Exception {
    Path path = folder.resolve("array");
    byte[] whole = createAndRead(path);
    for (int bit = 0; bit < Long.SIZE; bit++) {
      Files.write(path, flip(whole, word, bit));
      assertTimeoutPreemptively(LIMIT, () -> readAndClose(path), "bit " + bit);
    }
  }

  /** As it is while somebody is attached, and so has a slot. */
  private static byte[] createAndRead(Path path) throws Exception {
    try (SharedXY.Array shared = SharedXY.Array.create(path, 4)) {
      return Files.readAllBytes(shared.path());
    }
  }

  private static void readAndClose(Path path) throws Exception {
    try (SharedXY.Array shared = SharedXY.Array.open(path)) {
      assertThat(shared.guarded().snapshot()).containsOnly(new XYRecord(0, 0));
      assertThat(shared.guarded().x(3)).isZero();
      assertThat(shared.participants().toString()).doesNotContain("\n");
    }
  }

  /** Each with a sequence that says that a section is open, which the next writer has to undo. */
  @ParameterizedTest
  @ValueSource(ints = {NEXT, SLOT, PROCESS, SINCE, NAME, SEQ, INDEX})
  void writersGoOnOrAreToldWhatIsWrong(int word) throws Exception {
    Path path = folder.resolve("array");
    byte[] open = flip(createAndRead(path), SEQ, 0);
    for (int bit = 0; bit < Long.SIZE; bit++) {
      Files.write(path, flip(open, word, bit));
      assertTimeoutPreemptively(LIMIT, () -> writeAndClose(path), "bit " + bit);
    }
  }

  private static void writeAndClose(Path path) throws Exception {
    try (SharedXY.Array shared = SharedXY.Array.open(path)) {
      try {
        shared.guarded().update(3, xy -> xy.x(1).y(2));
        assertThat(shared.guarded().snapshot(3)).isEqualTo(new XYRecord(1, 2));
      } catch (IllegalStateException damaged) {
        assertThat(damaged).hasMessageContaining(path.toString());
      }
      assertThat(shared.lock().isLocked()).isFalse();
    }
  }

  private static byte[] flip(byte[] bytes, int word, int bit) {
    byte[] damaged = bytes.clone();
    ByteBuffer words = ByteBuffer.wrap(damaged).order(ByteOrder.nativeOrder());
    words.putLong(word, words.getLong(word) ^ 1L << bit);
    return damaged;
  }
}
