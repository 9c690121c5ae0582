package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sharedstruct.SharedMemory.ATOMIC_ARRAY;
import static org.sharedstruct.SharedMemory.READ_ONLY;
import static org.sharedstruct.SharedMemory.lockTimeout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.LockTimeoutException;
import org.sharedstruct.SharedLock.Waiting;
import org.sharedstruct.tests.child.ForcesOnce;

/** {@code force()} writes what is there at one moment, and the name of the file. */
class ForceTest {

  @TempDir Path folder;

  /** As the operating system is asked for it: the mapping, then the folder that has the name. */
  @Test
  void writesTheMappingAndThenTheFolder() throws Exception {
    Assumptions.assumeTrue(mayTrace(), "strace is not there, or may not trace");
    Path real = Files.createDirectory(folder.resolve("real"));
    SharedTally.create(real.resolve("tally")).close();
    Path link = Files.createSymbolicLink(folder.resolve("link"), real.resolve("tally"));
    Path trace = folder.resolve("trace");
    ProcessBuilder command = Children.command(Waiting.POLLING, ForcesOnce.class, link);
    command.command().addAll(0,
        List.of("strace", "-f", "-y", "-qq", "-e", "trace=msync,fsync", "-o", trace.toString()));
    ChildJvm.run(command);
    List<String> calls = Files.readAllLines(trace).stream()
        .filter(line -> line.contains("sync(")).map(line -> line.replaceFirst("^\\d+ +", "")).toList();
    assertThat(calls).hasSize(2);
    assertThat(calls.get(0)).matches(
        "msync\\(0x\\p{XDigit}+, %s, MS_SYNC\\) += 0".formatted(Files.size(real.resolve("tally"))));
    assertThat(calls.get(1)).matches("fsync\\(\\d+<%s>\\) += 0".formatted(real.toRealPath()));
  }

  /** Whether the calls of a process can be listed. */
  static boolean mayTrace() throws InterruptedException {
    try {
      return new ProcessBuilder("strace", "-f", "-o", "/dev/null", "true").start().waitFor() == 0;
    } catch (IOException noStrace) {
      return false;
    }
  }

  @Test
  void waitsForTheHolderOfTheLock() throws Exception {
    Path path = folder.resolve("tally");
    try (SharedTally shared = SharedTally.create(path); SharedTally other = SharedTally.open(path)) {
      other.lock().lock();
      Threads.Running<Boolean> forcing = Threads.start(() -> {
        shared.force();
        return other.lock().isLocked();
      });
      forcing.awaitWaiting();
      assertThat(forcing.thread().isAlive()).as("whether it still waits").isTrue();
      other.lock().unlock();
      assertThat(forcing.finish()).as("whether the lock is held afterwards").isFalse();
    }
  }

  @Test
  void waitsNoLongerThanTheTimeout() throws Exception {
    Path path = folder.resolve("tally");
    try (SharedTally shared = SharedTally.create(path);
        SharedTally impatient = SharedTally.open(path, lockTimeout(Duration.ZERO))) {
      shared.lock().lock();
      assertThatThrownBy(() -> Threads.run(() -> {
        impatient.force();
        return null;
      })).hasCauseInstanceOf(LockTimeoutException.class);
      shared.lock().unlock();
      impatient.force();
    }
  }

  @Test
  void mayBeCalledInAnUpdateWhichIsUndoneAllTheSame() throws Exception {
    try (SharedTally shared = SharedTally.create(folder.resolve("tally"), new TallyRecord(1, 2));
        SharedTally.Array array = SharedTally.Array.create(folder.resolve("tallies"), 2, ATOMIC_ARRAY)) {
      shared.guarded().update(tally -> {
        tally.count(2);
        shared.force();
        tally.twice(4);
      });
      assertThat(shared.guarded().snapshot()).isEqualTo(new TallyRecord(2, 4));
      assertThatThrownBy(() -> shared.guarded().update(tally -> {
        tally.count(3);
        shared.force();
        throw new IllegalArgumentException("on purpose");
      })).hasMessage("on purpose");
      assertThat(shared.guarded().snapshot()).isEqualTo(new TallyRecord(2, 4));
      assertThatThrownBy(() -> array.guarded().update(all -> {
        all.count(0, 1);
        all.count(1, 1);
        array.force();
        throw new IllegalArgumentException("on purpose");
      })).hasMessage("on purpose");
      assertThat(array.guarded().snapshot()).containsOnly(new TallyRecord(0, 0));
      assertThat(shared.lock().isLocked()).isFalse();
    }
  }

  @Test
  void isNoCommit() throws Exception {
    try (SharedTally shared = SharedTally.create(folder.resolve("tally"))) {
      long version = shared.guarded().version();
      shared.force();
      assertThat(shared.guarded().version()).isEqualTo(version);
    }
  }

  @Test
  void isDoneByAnInterruptedThreadWhichKeepsTheStatus() throws Exception {
    try (SharedTally shared = SharedTally.create(folder.resolve("tally"))) {
      assertThat(Threads.<Boolean>run(() -> {
        Thread.currentThread().interrupt();
        shared.force();
        return Thread.interrupted();
      })).isTrue();
    }
  }

  /** An interrupt at any time: the calling thread is interrupted all the time. */
  @Test
  void isDoneByAThreadThatIsInterruptedMeanwhile() throws Exception {
    try (SharedTally shared = SharedTally.create(folder.resolve("tally"))) {
      Threads.Running<Void> forcing = Threads.start(() -> {
        for (int i = 0; i < 200; i++) {
          shared.force();
        }
        return null;
      });
      while (forcing.thread().isAlive()) {
        forcing.thread().interrupt();
        Thread.sleep(1);
      }
      forcing.finish();
    }
  }

  @Test
  void isRefusedByAHandleForReading() throws Exception {
    Path path = folder.resolve("tally");
    SharedTally.create(path).close();
    try (SharedTally reader = SharedTally.open(path, READ_ONLY)) {
      assertThatThrownBy(reader::force).isInstanceOf(UnsupportedOperationException.class)
          .hasMessage("Tally in %s is mapped for reading only and cannot be forced to the disk", path);
    }
  }

  @Test
  void isRefusedByAClosedHandle() throws Exception {
    Path path = folder.resolve("tally");
    SharedTally shared = SharedTally.create(path);
    shared.close();
    assertThatThrownBy(shared::force).isInstanceOf(IllegalStateException.class)
        .hasMessage("Tally in %s is closed", path);
  }

  @Test
  void needsNoNameOfAFileThatIsRemoved() throws Exception {
    Path inner = Files.createDirectory(folder.resolve("inner"));
    try (SharedTally shared = SharedTally.create(inner.resolve("tally"))) {
      shared.remove();
      Files.delete(inner);
      shared.force();
    }
  }

  @Test
  void saysWhichFileCannotBeForced() throws Exception {
    Path inner = Files.createDirectory(folder.resolve("inner"));
    Path path = inner.resolve("tally");
    try (SharedTally shared = SharedTally.create(path)) {
      Files.move(inner, folder.resolve("elsewhere"));
      assertThatThrownBy(shared::force).isInstanceOf(UncheckedIOException.class)
          .hasMessage("Tally in %s could not be forced to the disk", path)
          .hasCauseInstanceOf(NoSuchFileException.class);
      assertThat(shared.lock().isLocked()).isFalse();
    }
  }
}
