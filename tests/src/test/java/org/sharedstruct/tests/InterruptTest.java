package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.tests.child.CreateOnce;
import org.sharedstruct.tests.child.ProbesBytes;

/** An interrupt neither keeps a region from coming and going nor gets lost. */
class InterruptTest {

  private static final Duration TIME = Duration.ofMillis(Integer.getInteger("interrupt.millis", 3_000));
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;

  /** What the threads are. */
  enum Sort {
    PLATFORM {
      @Override
      Thread start(Runnable work) {
        return Thread.ofPlatform().daemon().start(work);
      }
    },
    VIRTUAL {
      @Override
      Thread start(Runnable work) {
        return Thread.ofVirtual().start(work);
      }
    };

    abstract Thread start(Runnable work);
  }

  @ParameterizedTest
  @EnumSource
  void threadsThatAreInterruptedAllTheTimeMakeAndRemoveRegions(Sort sort) throws Exception {
    work(sort, false);
  }

  @ParameterizedTest
  @EnumSource
  void threadsThatWereInterruptedBeforeMakeAndRemoveRegions(Sort sort) throws Exception {
    work(sort, true);
  }

  private void work(Sort sort, boolean before) throws Exception {
    Path shared = folder.resolve("shared");
    try (SharedEight theirs = SharedEight.create(shared)) {
      useAll(folder.resolve("warm"), shared, before); // loads all classes that have files open
      long open = openFiles();
      List<FutureTask<Void>> tasks = new ArrayList<>();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Path mine = folder.resolve("region" + i);
        tasks.add(new FutureTask<>(() -> useUntilTheEnd(mine, shared, before)));
        threads.add(sort.start(tasks.getLast()));
      }
      if (!before) {
        interruptUntilTheEnd(threads, tasks);
      }
      for (FutureTask<Void> task : tasks) {
        task.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      }
      assertThat(ChildJvm.run(ProbesBytes.class, Children.lockFile(shared)).getFirst())
          .as("locked bytes of the handle that nobody interrupted").isEqualTo("1");
      assertThat(openFiles()).as("open files").isLessThanOrEqualTo(open);
      theirs.remove();
    }
    assertThat(folder).isEmptyDirectory();
    Threads.await("end of all threads of the library", () -> Thread.getAllStackTraces().keySet().stream()
        .noneMatch(thread -> thread.getName().equals("sharedstruct-files")));
  }

  private static void interruptUntilTheEnd(List<Thread> threads, List<FutureTask<Void>> tasks) {
    while (tasks.stream().anyMatch(task -> !task.isDone())) {
      threads.forEach(Thread::interrupt);
      LockSupport.parkNanos(20_000);
    }
  }

  private Void useUntilTheEnd(Path mine, Path shared, boolean before) throws Exception {
    long start = System.nanoTime();
    do {
      useAll(mine, shared, before);
    } while (System.nanoTime() - start < TIME.toNanos());
    return null;
  }

  private void useAll(Path mine, Path shared, boolean before) throws Exception {
    Path copy = mine.resolveSibling(mine.getFileName() + "-copy");
    for (SharedMemory.Permissions permissions : List.of(
        SharedMemory.permissions("rw-------"), SharedMemory.permissions("rw-rw-rw-"))) {
      SharedEight made = keeping(before, () -> SharedEight.create(mine, CreateOnce.WHOLE, permissions));
      SharedEight opened = keeping(before, () -> SharedEight.open(mine));
      keeping(before, () -> {
        made.copyTo(copy, permissions);
        return null;
      });
      SharedEight copied = keeping(before, () -> SharedEight.openOrCreate(copy, permissions));
      assertThat(copied.raw().toRecord()).isEqualTo(CreateOnce.WHOLE);
      assertThat(keeping(before, copied::remove)).isTrue();
      close(before, copied);
      copied = keeping(before, () -> SharedEight.openOrCreate(copy, permissions));
      SharedEight read = keeping(before, () -> SharedEight.open(copy, SharedMemory.READ_ONLY));
      assertThat(keeping(before, copied::remove)).isTrue();
      SharedEight temporary = keeping(before,
          () -> SharedEight.createTemporary(SharedMemory.folder(folder), permissions));
      SharedEight other = keeping(before, () -> SharedEight.open(temporary.path()));
      SharedEight theirs = keeping(before, () -> SharedEight.open(shared));
      assertThat(keeping(before, opened::remove)).isTrue();
      for (SharedEight handle : List.of(made, opened, copied, read, temporary, other, theirs)) {
        close(before, handle);
      }
      assertThat(temporary.path()).doesNotExist();
    }
  }

  private static void close(boolean before, SharedEight handle) throws Exception {
    keeping(before, () -> {
      handle.close();
      return null;
    });
  }

  /** Does something with an interrupt, if that is to be set before, and looks whether it is kept. */
  private static <T> T keeping(boolean before, Callable<T> operation) throws Exception {
    if (!before) {
      return operation.call();
    }
    Thread.currentThread().interrupt();
    T result = operation.call();
    assertThat(Thread.interrupted()).as("interrupt status").isTrue();
    return result;
  }

  private static long openFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      return files.count();
    }
  }
}
