package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.tests.child.OpensAndWaits;

/** From open to close: what is held of the operating system, and that it is given back. */
class LifecycleTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void tenThousandOpensAndClosesLeaveNothingBehind() throws Exception {
    Path path = folder.resolve("xy");
    SharedXY.create(path).close();
    long before = openFiles();
    for (int i = 0; i < 10_000; i++) {
      SharedXY.open(path).close();
    }
    assertThat(openFiles()).as("open files").isLessThanOrEqualTo(before);
    assertThat(mappings(path)).as("mappings").isZero();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).as("the region and its lock file").hasSize(2);
    }
    try (FileChannel lockFile = FileChannel.open(lockFile(), StandardOpenOption.WRITE);
        FileLock all = lockFile.tryLock()) {
      assertThat(all).as("lock of all bytes, which nobody holds").isNotNull();
    }
  }

  @Test
  void anUnreachableHandleIsReleased() throws Exception {
    Path path = folder.resolve("xy");
    WeakReference<SharedXY> forgotten = new WeakReference<>(SharedXY.create(path));
    awaitWithGc(() -> forgotten.get() == null && mappings(path) == 0);
    assertThat(mappings(path)).isZero();
  }

  @Test
  void aViewKeepsItsHandleOpen() throws Exception {
    Path path = folder.resolve("xy");
    GuardedXY guarded = SharedXY.create(path, new XYRecord(1, 2)).guarded();
    WeakReference<Object> canary = new WeakReference<>(new Object());
    awaitWithGc(() -> canary.get() == null);
    System.gc();
    assertThat(guarded.snapshot()).isEqualTo(new XYRecord(1, 2));
    assertThat(mappings(path)).isPositive();
  }

  @Test
  void closeIsSafeWhileOthersReadAndWrite() throws Exception {
    Path path = folder.resolve("xy");
    SharedXY.create(path).close();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      for (int round = 0; round < 50; round++) {
        SharedXY shared = SharedXY.open(path);
        GuardedXY guarded = shared.guarded();
        RawXY raw = shared.raw();
        List<Future<Integer>> users = List.of(
            threads.submit(() -> useUntilClosed(() -> guarded.snapshot().x())),
            threads.submit(() -> useUntilClosed(raw::y)),
            threads.submit(() -> useUntilClosed(() -> {
              guarded.update(xy -> xy.x(1));
              return 0;
            })));
        closeBetweenUpdates(shared);
        for (Future<Integer> user : users) {
          assertThat(user.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isNotNegative();
        }
      }
    }
    assertThat(SharedXY.open(path).lock().isLocked()).isFalse();
  }

  private interface Use {
    float value();
  }

  /** Every use succeeds or says that the region is closed. */
  private static int useUntilClosed(Use use) {
    for (int uses = 0; ; uses++) {
      try {
        use.value();
      } catch (IllegalStateException closed) {
        assertThat(closed.getMessage()).matches("XY in .* is closed");
        return uses;
      }
    }
  }

  /** A close that finds the lock held is refused. */
  private static void closeBetweenUpdates(SharedXY shared) {
    for (;;) {
      try {
        shared.close();
        return;
      } catch (IllegalStateException held) {
        assertThat(held.getMessage()).contains("cannot be closed");
      }
    }
  }

  @Test
  void closedByOneHandleTheFileServesTheOther() throws Exception {
    Path path = folder.resolve("xy");
    SharedXY first = SharedXY.create(path);
    try (SharedXY second = SharedXY.open(path)) {
      first.close();
      second.guarded().x(1);
      assertThatThrownBy(() -> first.guarded().x()).isInstanceOf(IllegalStateException.class);
      assertThat(livesIn(path)).as("participants").isEqualTo(1);
    }
  }

  @Test
  void worksInTwoClassLoaders() throws Exception {
    Path path = folder.resolve("xy");
    SharedXY shared = SharedXY.create(path);
    try (URLClassLoader other = otherClassLoader()) {
      Class<?> theirs = other.loadClass(SharedXY.class.getName());
      assertThat(theirs).isNotEqualTo(SharedXY.class);
      for (int i = 0; i < 10; i++) {
        try (AutoCloseable handle = (AutoCloseable) open(theirs, path)) {
          assertThat(handle.toString()).isEqualTo(shared.toString());
          assertThat(livesIn(path)).as("participants").isEqualTo(2);
        }
        assertThat(livesIn(path)).as("participants, after the other class loader has closed").isEqualTo(1);
      }
      AutoCloseable last = (AutoCloseable) open(theirs, path);
      shared.close();
      assertThat(livesIn(path)).as("participants of the other class loader").isEqualTo(1);
      last.close();
      assertThat(livesIn(path)).isZero();
    }
  }

  private static Object open(Class<?> handle, Path path) throws Exception {
    Class<?> options = Class.forName("[Lorg.sharedstruct.SharedMemory$OpenOption;", false, handle.getClassLoader());
    Object none = java.lang.reflect.Array.newInstance(options.componentType(), 0);
    return handle.getMethod("open", Path.class, options).invoke(null, path, none);
  }

  private static URLClassLoader otherClassLoader() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(System.getProperty("path.separator"))) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  @Test
  void removalIsToldToTheOthersAndLetsNobodyIn() throws Exception {
    Path path = folder.resolve("eight");
    try (SharedEight shared = SharedEight.create(path);
        ChildJvm child = ChildJvm.start(OpensAndWaits.class, path)) {
      child.awaitLine("attached to 0");
      try (SharedEight remover = SharedEight.open(path)) {
        assertThat(remover.remove()).isTrue();
        assertThat(remover.remove()).isFalse();
      }
      assertThat(shared.isRemoved()).isTrue();
      shared.guarded().medium(3);
      assertThat(shared.guarded().medium()).isEqualTo(3);
      assertThat(folder).isEmptyDirectory();
      try (SharedEight next = SharedEight.create(path)) {
        assertThat(next.isRemoved()).isFalse();
        assertThat(shared.remove()).as("removal of another region at the same path").isFalse();
        assertThat(path).exists();
      }
      child.finish();
    }
  }

  private Path lockFile() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".lock")).findFirst().orElseThrow();
    }
  }

  /** Asked of another process, since a process sees no conflict with its own locks. */
  private static int livesIn(Path path) throws Exception {
    Path reader = Path.of(LifecycleTest.class.getResource("/python/reader.py").toURI());
    List<String> lines = Python.run(reader, "read", path); // a head, the participants, the only struct
    return lines.size() - 2;
  }

  private static long openFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      return files.count();
    }
  }

  private static long mappings(Path path) {
    try {
      return Files.readAllLines(Path.of("/proc/self/maps")).stream()
          .filter(line -> line.endsWith(path.toString())).count();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void awaitWithGc(BooleanSupplier condition) throws InterruptedException {
    long start = System.nanoTime();
    while (!condition.getAsBoolean() && System.nanoTime() - start < LIMIT.toNanos()) {
      System.gc();
      Thread.sleep(10);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }
}
