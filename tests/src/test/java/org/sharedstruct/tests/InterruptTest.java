package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sharedstruct.SharedLock.Waiting;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.tests.child.CreateOnce;
import org.sharedstruct.tests.child.HoldsLock;
import org.sharedstruct.tests.child.IsInterruptedAtPoint;
import org.sharedstruct.tests.child.KillPoint;
import org.sharedstruct.tests.child.LosesItsLocks;
import org.sharedstruct.tests.child.ProbesBytes;

/** An interrupt neither keeps a region from coming and going nor gets lost. */
class InterruptTest {

  private static final Duration TIME = Duration.ofMillis(Integer.getInteger("interrupt.millis", 1_500));
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;
  @TempDir Path classes;

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

  private void work(Sort sort, boolean interrupted) throws Exception {
    Set<Thread> before = filesThreads();
    Path shared = folder.resolve("shared");
    try (SharedEight theirs = SharedEight.create(shared)) {
      useAll(folder.resolve("warm"), shared, interrupted); // loads all classes that have files open
      long open = openFiles();
      List<FutureTask<Void>> tasks = new ArrayList<>();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Path mine = folder.resolve("region" + i);
        tasks.add(new FutureTask<>(() -> useUntilTheEnd(mine, shared, interrupted)));
        threads.add(sort.start(tasks.getLast()));
      }
      if (!interrupted) {
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
    Threads.await("end of all threads of the library", () -> before.containsAll(filesThreads()));
  }

  /** Others can be there: one that another test lets open a pipe stays until somebody writes into that. */
  private static Set<Thread> filesThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("sharedstruct-files")).collect(Collectors.toSet());
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
      Thread.interrupted(); // so that the next one comes in the middle
      return operation.call();
    }
    Thread.currentThread().interrupt();
    T result = operation.call();
    assertThat(Thread.interrupted()).as("interrupt status").isTrue();
    return result;
  }

  /** It has lost its record locks, and is found by its process, which an interrupted thread looks for as well. */
  @Test
  void anInterruptedThreadTakesNoLivingHolderForDead() throws Exception {
    Path path = folder.resolve("tally");
    SharedTally.create(path).close();
    try (ChildJvm holder = ChildJvm.start(Children.command(
            Waiting.POLLING, HoldsLock.class, path, path, Children.lockFile(path)));
        SharedTally shared = SharedTally.open(path)) {
      Threads.await("the lock is held", () -> shared.lock().holder().isPresent());
      awaitNoLockedByte(Children.lockFile(path));
      Thread.currentThread().interrupt();
      boolean alive = shared.lock().holder().orElseThrow().isAlive();
      boolean taken = shared.lock().tryLock();
      assertThat(Thread.interrupted()).as("interrupt status").isTrue();
      assertThat(alive).as("seen alive").isTrue();
      assertThat(taken).as("taken from a living process").isFalse();
      holder.goOn();
      holder.finish();
    }
  }

  /** But for that of the handle here. */
  private static void awaitNoLockedByte(Path lockFile) throws Exception {
    String locked = "";
    for (int i = 0; i < 60 && !locked.equals("1"); i++) {
      locked = ChildJvm.run(ProbesBytes.class, lockFile).getFirst();
    }
    assertThat(locked).as("locked bytes").isEqualTo("1");
  }

  @Test
  void aThreadThatIsInterruptedWhileItLooksForUsersSeesThem() throws Exception {
    KillPoints points = new KillPoints(classes).add("org.sharedstruct.kernel.FileUsers", Set.of("mapping"));
    try (ChildJvm user = ChildJvm.start(Children.command(Waiting.POLLING, LosesItsLocks.class, folder))) {
      Path path = Path.of(user.nextLine());
      ProcessBuilder command = points.stoppingAt(List.of(points.point("before FileUsers.accesses")),
          Children.command(Waiting.POLLING, IsInterruptedAtPoint.class, path));
      try (ChildJvm other = ChildJvm.start(command)) {
        other.awaitLine(KillPoint.REACHED);
        other.awaitLine("interrupted");
        other.goOn();
        assertThat(other.nextLine()).isEqualTo("true");
        other.finish();
      }
      assertThat(path).exists();
      user.finish();
    }
    assertThat(folder).isEmptyDirectory();
  }

  /** What is opened is looked at through a channel there; to close that would lose the locks of the other copy. */
  @Test
  void losesNoLocksOfAnotherCopyOfTheLibraryInAFolderThatOthersMayWriteTo() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    Thread opening = Thread.currentThread();
    AtomicBoolean ended = new AtomicBoolean();
    try (OtherClassLoader copy = new OtherClassLoader()) {
      Threads.Running<Boolean> interrupting = Threads.start(() -> {
        while (!ended.get()) {
          opening.interrupt();
          LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(2_000_000));
        }
        return true;
      });
      try {
        for (int round = 0; round < 100; round++) {
          assertOthersLockIsKept(folder.resolve("tally" + round), copy);
        }
      } finally {
        ended.set(true);
        while (!interrupting.isDone()) {
          Thread.onSpinWait();
        }
        Thread.interrupted();
      }
    }
  }

  private static void assertOthersLockIsKept(Path path, OtherClassLoader copy) throws Exception {
    SharedTally.create(path).close();
    try (OtherClassLoader.Handle theirs = copy.openTally(path)) {
      Path lockFile = path.resolveSibling(lockFileOf(path));
      assertThat(locks(lockFile)).as("locks of %s", theirs).isEqualTo(1);
      Thread.interrupted(); // so that the next one comes in the middle
      SharedTally.open(path).close();
      assertThat(locks(lockFile)).as("locks of the other copy").isEqualTo(1);
    }
  }

  private static String lockFileOf(Path path) {
    return Stream.of(path.getParent().toFile().list())
        .filter(name -> name.startsWith("." + path.getFileName() + ".")).findAny().orElseThrow();
  }

  private static long locks(Path lockFile) throws IOException {
    String inode = ":" + Files.getAttribute(lockFile, "unix:ino") + " ";
    try (FileReader locks = new FileReader("/proc/locks", StandardCharsets.ISO_8859_1)) {
      return locks.readAllLines().stream().filter(line -> line.contains(inode)).count();
    }
  }

  private static long openFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      return files.count();
    }
  }
}
