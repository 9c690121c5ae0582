package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.SharedMemory;

/** One struct in one process: what the handle and its two views do. */
class SingleTest {

  @TempDir Path folder;

  @Test
  void startsWithZerosAndKeepsWhatIsWritten() throws Exception {
    Path path = folder.resolve("xy");
    try (SharedXY shared = SharedXY.create(path)) {
      assertThat(shared.guarded().snapshot()).isEqualTo(new XYRecord(0, 0));
      shared.guarded().update(xy -> xy.x(1.5f).y(2.5f));
    }
    try (SharedXY shared = SharedXY.open(path)) {
      assertThat(shared.guarded().snapshot()).isEqualTo(new XYRecord(1.5f, 2.5f));
      assertThat(shared.raw().toRecord()).isEqualTo(new XYRecord(1.5f, 2.5f));
    }
  }

  @Test
  void startsWithTheInitialValues() throws Exception {
    try (SharedXY shared = SharedXY.create(folder.resolve("xy"), new XYRecord(3, 4))) {
      assertThat(shared.guarded().norm()).isEqualTo(5);
      assertThat(shared.raw().norm()).isEqualTo(5);
    }
  }

  @Test
  void refusesToCreateWhatExists() throws Exception {
    Path path = folder.resolve("xy");
    SharedXY.create(path).close();
    assertThatThrownBy(() -> SharedXY.create(path))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessage(path.toString());
  }

  @Test
  void rollsBackAnUpdateThatThrows() throws Exception {
    try (SharedXY shared = SharedXY.create(folder.resolve("xy"), new XYRecord(1, 2))) {
      assertThatThrownBy(() -> shared.guarded().update(xy -> {
        xy.x(9).y(9);
        throw new IllegalArgumentException("no");
      })).isInstanceOf(IllegalArgumentException.class).hasMessage("no");
      assertThat(shared.guarded().snapshot()).isEqualTo(new XYRecord(1, 2));
      assertThat(shared.raw().toRecord()).isEqualTo(new XYRecord(1, 2));
      assertThat(shared.lock().isLocked()).isFalse();
    }
  }

  @Test
  void aHoldOfTheLockIsOneCommit() throws Exception {
    try (SharedXY shared = SharedXY.create(folder.resolve("xy"));
        SharedXY other = SharedXY.open(folder.resolve("xy"))) {
      long version = other.guarded().version();
      shared.lock().lock();
      shared.guarded().x(1);
      shared.guarded().y(2);
      assertThat(other.guarded().snapshot()).isEqualTo(new XYRecord(0, 0));
      assertThat(shared.guarded().snapshot()).isEqualTo(new XYRecord(1, 2));
      shared.lock().unlock();
      assertThat(other.guarded().snapshot()).isEqualTo(new XYRecord(1, 2));
      assertThat(other.guarded().version()).isEqualTo(version + 1);
    }
  }

  @Test
  void readOnlyGivesReadsAndRefusesWrites() throws Exception {
    Path path = folder.resolve("xy");
    SharedXY.create(path, new XYRecord(1, 2)).close();
    try (SharedXY shared = SharedXY.open(path, SharedMemory.READ_ONLY)) {
      assertThat(shared.guarded().snapshot()).isEqualTo(new XYRecord(1, 2));
      assertThatThrownBy(() -> shared.raw().x(1))
          .isInstanceOf(UnsupportedOperationException.class).hasMessageContaining(path.toString());
      assertThatThrownBy(() -> shared.guarded().x(1))
          .isInstanceOf(UnsupportedOperationException.class).hasMessageContaining(path.toString());
    }
  }

  @Test
  void closedMemoryIsNamed() throws Exception {
    Path path = folder.resolve("xy");
    SharedXY shared = SharedXY.create(path);
    GuardedXY guarded = shared.guarded();
    RawXY raw = shared.raw();
    shared.close();
    shared.close();
    String closed = "XY in " + path + " is closed";
    assertThatThrownBy(guarded::x).isInstanceOf(IllegalStateException.class).hasMessage(closed);
    assertThatThrownBy(guarded::snapshot).isInstanceOf(IllegalStateException.class).hasMessage(closed);
    assertThatThrownBy(() -> guarded.x(1)).isInstanceOf(IllegalStateException.class).hasMessage(closed);
    assertThatThrownBy(() -> guarded.update(xy -> xy.x(1)))
        .isInstanceOf(IllegalStateException.class).hasMessage(closed);
    assertThatThrownBy(raw::x).isInstanceOf(IllegalStateException.class).hasMessage(closed);
    assertThatThrownBy(() -> raw.x(1)).isInstanceOf(IllegalStateException.class).hasMessage(closed);
    assertThatThrownBy(guarded::version).isInstanceOf(IllegalStateException.class).hasMessage(closed);
    assertThat(raw.toString()).contains("closed");
    assertThat(guarded.toString()).contains("closed");
    assertThat(shared.toString()).contains("closed");
  }

  @Test
  void saysWhatItIs() throws Exception {
    Path path = folder.resolve("xy");
    try (SharedXY shared = SharedXY.create(path, new XYRecord(1.5f, 2.5f))) {
      assertThat(shared).hasToString("SharedXY[x=1.5, y=2.5] in " + path);
      assertThat(shared.guarded()).hasToString("GuardedXY[x=1.5, y=2.5] of XY in " + path);
      assertThat(shared.raw().toString())
          .matches("RawXY\\[x=1\\.5, y=2\\.5] at byte \\d+ of XY in .*");
      assertThat(shared.lock()).hasToString("the lock of XY in " + path);
      assertThat(shared.describe()).isEqualToNormalizingNewlines("""
          XY, 8 bytes, aligned to 4
            offset   size  type         name             cache line
                 0      4  float        x                         0
                 4      4  float        y                         0
          """);
    }
  }
}
