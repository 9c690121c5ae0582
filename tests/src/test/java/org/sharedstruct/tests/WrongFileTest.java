package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sharedstruct.InvalidRegionException;
import org.sharedstruct.SchemaMismatchException;
import org.sharedstruct.SharedMemory;

/** What is no region, or no longer one, is refused by an exception that says so, and stays as it is. */
class WrongFileTest {

  /** Every way to attach to a file that is there. */
  enum Verb {
    OPEN {
      @Override
      SharedMemory attach(Path path) throws IOException {
        return SharedXY.open(path);
      }
    },
    OPEN_READ_ONLY {
      @Override
      SharedMemory attach(Path path) throws IOException {
        return SharedXY.open(path, SharedMemory.READ_ONLY);
      }
    },
    OPEN_OR_CREATE {
      @Override
      SharedMemory attach(Path path) throws IOException {
        return SharedXY.openOrCreate(path);
      }
    };

    abstract SharedMemory attach(Path path) throws IOException;
  }

  /** First byte of the header behind what follows from schema and length. */
  private static final int GEOMETRY = 96;

  @TempDir Path folder;

  private Path path;

  @BeforeEach
  void name() {
    path = folder.resolve("xy");
  }

  private void assertRefused(Verb verb, String message) throws IOException {
    byte[] before = Files.readAllBytes(path);
    assertThatThrownBy(() -> verb.attach(path))
        .isInstanceOf(InvalidRegionException.class)
        .hasMessage(path + ": " + message);
    assertUnchanged(before);
  }

  private void assertUnchanged(byte[] before) throws IOException {
    assertThat(Arrays.mismatch(Files.readAllBytes(path), before)).as("first byte that changed").isEqualTo(-1);
  }

  @ParameterizedTest
  @EnumSource
  void aTextFile(Verb verb) throws Exception {
    Files.writeString(path, "x = 1, y = 2\n".repeat(100));
    assertRefused(verb, "is no shared region: it begins with 78203d20312c2079,"
        + " not with 5348535452554354 (SHSTRUCT)");
  }

  @ParameterizedTest
  @EnumSource
  void aShortTextFile(Verb verb) throws Exception {
    Files.writeString(path, "x = 1\n");
    assertRefused(verb, "is no shared region: it ends at byte 6, and at least 2264 are needed");
  }

  @ParameterizedTest
  @EnumSource
  void anEmptyFile(Verb verb) throws Exception {
    Files.createFile(path);
    assertRefused(verb, "is no shared region: it ends at byte 0, and at least 2264 are needed");
  }

  @ParameterizedTest
  @EnumSource
  void aFolder(Verb verb) throws Exception {
    Files.createDirectory(path);
    Files.writeString(path.resolve("file"), "kept");
    assertThatThrownBy(() -> verb.attach(path))
        .isInstanceOf(FileSystemException.class)
        .hasMessageStartingWith(path + ": ");
    assertThat(path.resolve("file")).hasContent("kept");
  }

  @Test
  void aFileThatIsNotThere() {
    assertThatThrownBy(() -> SharedXY.open(path))
        .isInstanceOf(NoSuchFileException.class).hasMessage(path.toString());
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @EnumSource
  void aRegionThatWasTruncated(Verb verb) throws Exception {
    SharedXY.create(path, new XYRecord(1, 2)).close();
    for (long size = Files.size(path) - 1; size >= 0; size--) {
      truncate(size);
      byte[] before = Files.readAllBytes(path);
      assertThatThrownBy(() -> verb.attach(path), "%s bytes left", size)
          .isInstanceOf(InvalidRegionException.class)
          .hasMessageStartingWith(path + ": ");
      assertUnchanged(before);
    }
  }

  @Test
  void aTruncatedRegionSaysHowMuchIsLeft() throws Exception {
    SharedXY.create(path).close();
    long size = Files.size(path);
    truncate(size - 1);
    assertRefused(Verb.OPEN, "is truncated: %s bytes are left of %s".formatted(size - 1, size));
    truncate(100);
    assertRefused(Verb.OPEN, "is truncated: it ends at byte 100, and at least 2264 are needed");
  }

  private void truncate(long size) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.truncate(size);
    }
  }

  /**
   * What never changes is checked: whichever of its bits is flipped, a file is refused by an exception
   * that names it. The words that do change are in {@link DamagedWordTest}.
   */
  @ParameterizedTest
  @EnumSource
  void aRegionWithADamagedBit(Verb verb) throws Exception {
    SharedXY.create(path, new XYRecord(1, 2)).close();
    byte[] whole = Files.readAllBytes(path);
    ByteBuffer header = ByteBuffer.wrap(whole).order(ByteOrder.nativeOrder());
    int schema = (int) header.getLong(40);
    for (int at = 0; at < schema + header.getInt(36); at++) {
      if (at >= GEOMETRY && at < schema) {
        continue;
      }
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        byte[] damaged = whole.clone();
        damaged[at] ^= (byte) (1 << bit);
        Files.write(path, damaged);
        assertThatThrownBy(() -> verb.attach(path), "byte %s, bit %s", at, bit)
            .isInstanceOfAny(InvalidRegionException.class, SchemaMismatchException.class)
            .hasMessageStartingWith(path + ": ");
        assertUnchanged(damaged);
      }
    }
  }
}
