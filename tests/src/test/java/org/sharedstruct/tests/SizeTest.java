package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.types.ByteRecord;
import org.sharedstruct.types.SharedByte;

/** How large a region may be, and what is said of one that is too large. */
class SizeTest {

  @TempDir Path folder;

  @Test
  void anArrayMayBeLongerThanAnInt() throws Exception {
    long length = (1L << 31) + 5;
    try (SharedByte.Array shared = SharedByte.Array.create(folder.resolve("large"), length)) {
      long last = length - 1;
      shared.raw().set(last, new ByteRecord((byte) 1));
      shared.guarded().update(last - 1, raw -> raw.value((byte) 3));
      shared.guarded().value(last - 2, (byte) 5);
      assertThat(shared.length()).isEqualTo(length);
      assertThat(shared.guarded().snapshot(last).value()).isEqualTo((byte) 1);
      assertThat(shared.raw().get(last - 1).value()).isEqualTo((byte) 3);
      assertThat(shared.raw().slice(last - 2, 3).value(0)).isEqualTo((byte) 5);
      assertThat(shared.guarded().slice(last - 2, 3).snapshot())
          .containsExactly(new ByteRecord((byte) 5), new ByteRecord((byte) 3), new ByteRecord((byte) 1));
      assertThatThrownBy(() -> shared.raw().value(length))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessageContaining(String.valueOf(length));
    }
  }

  @Test
  void anArrayMayBeEmpty() throws Exception {
    try (SharedXY.Array shared = SharedXY.Array.create(folder.resolve("empty"), 0)) {
      assertThat(shared.guarded().snapshot()).isEmpty();
      assertThat(shared.raw()).isEmpty();
      assertThatThrownBy(() -> shared.guarded().x(0))
          .isInstanceOf(IndexOutOfBoundsException.class).hasMessage("Index 0 out of bounds for length 0");
    }
  }

  @Test
  void aLengthThatCannotBeNamesTheLargestOne() {
    assertThatThrownBy(() -> SharedXY.Array.create(folder.resolve("huge"), Long.MAX_VALUE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("length 9223372036854775807 is not between 0 and \\d+, the most that XY of 8 bytes can have");
    assertThatThrownBy(() -> SharedXY.Array.create(folder.resolve("negative"), -1))
        .isInstanceOf(IllegalArgumentException.class).hasMessage("length -1 is negative");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFullDiskIsAnExceptionAtCreate() throws Exception {
    Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "only root may mount");
    Path disk = Files.createDirectory(folder.resolve("disk"));
    Tool.run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk);
    try {
      assertThatThrownBy(() -> SharedXY.Array.create(disk.resolve("large"), 1 << 20))
          .isInstanceOf(IOException.class)
          .hasMessageMatching("%s/large: No space left on its file system: \\d+ bytes are needed, \\d+ are free"
              .formatted(disk));
      try (Stream<Path> files = Files.list(disk)) {
        assertThat(files).as("what is left of it").isEmpty();
      }
      SharedXY.Array.create(disk.resolve("small"), 100).close();
    } finally {
      Tool.run("umount", disk);
    }
  }
}
