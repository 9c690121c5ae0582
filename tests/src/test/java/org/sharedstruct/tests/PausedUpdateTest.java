package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sharedstruct.SharedLock;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.tests.child.EqualLongs;
import org.sharedstruct.tests.child.PausesInUpdate;

/** While a writer pauses in its update, readers see the last commit and wait for nothing. */
class PausedUpdateTest {

  /** A reader that waits would wait for minutes. */
  private static final Duration AT_ONCE = Duration.ofSeconds(20);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void readersSeeTheLastCommitAndDoNotWait(EqualLongs.Kind kind) throws Exception {
    Path path = folder.resolve("longs");
    try (EqualLongs longs = EqualLongs.create(kind, path);
        EqualLongs readOnly = EqualLongs.open(kind, path, SharedMemory.READ_ONLY)) {
      longs.update(1);
      try (ChildJvm writer = ChildJvm.start(PausesInUpdate.class, kind, path)) {
        writer.awaitLine("inside");
        assertAllAre(1, longs, readOnly);
        writer.signal("STOP");
        assertAllAre(1, longs, readOnly);
        writer.signal("CONT");
        assertAllAre(1, longs, readOnly);
        writer.goOn();
        writer.awaitLine("done");
        assertAllAre(2, longs, readOnly);
        writer.finish();
      }
    }
  }

  private static void assertAllAre(long value, EqualLongs... readers) {
    assertTimeoutPreemptively(AT_ONCE, () -> {
      for (EqualLongs reader : readers) {
        assertThat(reader.snapshot()).containsOnly(value);
        assertThat(reader.last()).isEqualTo(value);
        assertThat(reader.first()).isEqualTo(value);
      }
    });
  }

  @Test
  void writersWaitForAWriterThatIsStopped() throws Exception {
    Path path = folder.resolve("longs");
    EqualLongs.Kind kind = EqualLongs.Kind.TWELVE;
    try (EqualLongs longs = EqualLongs.create(kind, path);
        ChildJvm writer = ChildJvm.start(PausesInUpdate.class, kind, path)) {
      writer.awaitLine("inside");
      writer.signal("STOP");
      SharedLock lock = longs.handle().lock();
      assertThat(lock.isLocked()).isTrue();
      assertThat(lock.isHeldByCurrentThread()).isFalse();
      assertThat(lock.tryLock()).isFalse();
      assertThat(lock.tryLock(1, TimeUnit.SECONDS)).as("nobody steals from the stopped").isFalse();
      writer.signal("CONT");
      writer.goOn();
      longs.update(3);
      writer.finish();
      assertThat(longs.snapshot()).containsOnly(3);
    }
  }

  @Test
  void theOtherElementsOfAnArrayCanBeReadMeanwhile() throws Exception {
    Path path = folder.resolve("array");
    EqualLongs.Kind kind = EqualLongs.Kind.TWELVE_IN_ARRAY;
    try (EqualLongs longs = EqualLongs.create(kind, path);
        SharedTwelve.Array shared = SharedTwelve.Array.open(path)) {
      longs.update(1);
      GuardedTwelve.Array array = shared.guarded();
      try (ChildJvm writer = ChildJvm.start(PausesInUpdate.class, kind, path)) {
        writer.awaitLine("inside");
        writer.signal("STOP");
        assertTimeoutPreemptively(AT_ONCE, () -> {
          assertThat(array.snapshot(0)).isEqualTo(EqualLongs.twelve(0));
          assertThat(array.snapshot(EqualLongs.INDEX)).isEqualTo(EqualLongs.twelve(1));
          assertThat(array.snapshot())
              .containsOnly(EqualLongs.twelve(0), EqualLongs.twelve(1))
              .element(EqualLongs.INDEX).isEqualTo(EqualLongs.twelve(1));
          assertThat(array.a(EqualLongs.INDEX)).isEqualTo(1);
          assertThat(array.l(EqualLongs.INDEX - 1)).isEqualTo(0);
          assertThat(array).element(EqualLongs.INDEX).isEqualTo(EqualLongs.twelve(1));
        });
        writer.signal("CONT");
        writer.goOn();
        writer.finish();
      }
      assertThat(array.snapshot(EqualLongs.INDEX)).isEqualTo(EqualLongs.twelve(2));
    }
  }
}
