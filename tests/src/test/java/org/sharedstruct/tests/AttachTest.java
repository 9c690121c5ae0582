package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.ByteOrderException;
import org.sharedstruct.DamagedRegionException;
import org.sharedstruct.FormatVersionException;
import org.sharedstruct.NotARegionException;
import org.sharedstruct.RegionRemovedException;
import org.sharedstruct.TruncatedRegionException;

/** What is wrong with a file is told by type and in words, and the file stays as it was. */
class AttachTest {

  private static final int BYTE_ORDER = 8;
  private static final int VERSION = 12;
  private static final int LENGTH = 48;
  private static final int STATE = 112;

  @TempDir Path folder;
  private Path path;

  @BeforeEach
  void create() throws IOException {
    path = folder.resolve("eight");
    SharedEight.create(path).close();
  }

  @Test
  void missing() throws IOException {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> SharedEight.open(missing))
        .isInstanceOf(NoSuchFileException.class).hasMessage(missing.toString());
  }

  @Test
  void anotherFormatVersion() throws IOException {
    putInt(VERSION, 7);
    refused(FormatVersionException.class, "is in format version 7 (byte 12), 2 is read here");
  }

  @Test
  void theOtherByteOrder() throws IOException {
    putInt(BYTE_ORDER, 0x04030201);
    refused(ByteOrderException.class, "was written in the other byte order: 04030201 at byte 8, 01020304 here");
  }

  @Test
  void damagedGeometry() throws IOException {
    putInt(LENGTH, 2);
    refused(DamagedRegionException.class, "is damaged: the number of elements at byte 48 is 2, 1 expected");
  }

  @Test
  void truncated() throws IOException {
    long size = Files.size(path);
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
      file.truncate(size - 1);
    }
    refused(TruncatedRegionException.class, "is truncated: %s bytes are left of %s".formatted(size - 1, size));
  }

  @Test
  void longer() throws IOException {
    long size = Files.size(path);
    Files.write(path, new byte[3], StandardOpenOption.APPEND);
    refused(DamagedRegionException.class, "is damaged: the file has %s bytes, %s expected".formatted(size + 3, size));
  }

  @Test
  void removedWhileItsNameIsStillThere() throws IOException {
    putInt(STATE, 1);
    refused(RegionRemovedException.class, "was removed");
  }

  @Test
  void withoutItsLockFile() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      Files.delete(files.filter(file -> file.toString().endsWith(".lock")).findFirst().orElseThrow());
    }
    try (SharedEight shared = SharedEight.open(path)) {
      shared.guarded().medium(5);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.filter(file -> file.toString().endsWith(".lock"))).hasSize(1);
    }
  }

  @Test
  void aFolder() {
    assertThatThrownBy(() -> SharedEight.open(folder))
        .isInstanceOf(NotARegionException.class).hasMessage(folder + ": is a folder, not a file");
  }

  @Test
  void aPipeDoesNotBlock() throws Exception {
    Path pipe = folder.resolve("pipe");
    Tool.run("mkfifo", pipe);
    assertThatThrownBy(() -> SharedEight.open(pipe))
        .isInstanceOf(NotARegionException.class).hasMessage(pipe + ": is no regular file");
  }

  private void putInt(long at, int value) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder()).putInt(0, value), at);
    }
  }

  private void refused(Class<?> type, String reason) throws IOException {
    byte[] before = Files.readAllBytes(path);
    assertThatThrownBy(() -> SharedEight.open(path))
        .isInstanceOf(type).hasMessage(path + ": " + reason);
    assertThat(Files.readAllBytes(path)).isEqualTo(before);
  }
}
