package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sharedstruct.SharedLock.Waiting;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.tests.child.ClosesTruncated;
import org.sharedstruct.tests.child.ClosesTruncated.Handle;
import org.sharedstruct.tests.child.Held;
import org.sharedstruct.tests.child.ProbesBytes;

/** A close that cannot be done says why, changes nothing, and can be repeated. */
@SuppressWarnings("try") // to close at the wrong time is what is tested
class RefusedCloseTest {

  @TempDir Path folder;

  /** A channel that reads into the memory of a region, and waits for data. */
  private static final class Reader implements AutoCloseable {

    private final Pipe pipe;
    private final Threads.Running<Integer> reading;

    Reader(ByteBuffer target) throws Exception {
      pipe = Pipe.open();
      reading = Threads.start(() -> pipe.source().read(target));
      Threads.await("the channel reads", () -> isIn(reading.thread(), "read0"));
    }

    /** By the name of the JDK's own method, since nothing else tells that the memory is in use. */
    private static boolean isIn(Thread thread, String method) {
      return Arrays.stream(thread.getStackTrace())
          .anyMatch(frame -> frame.getMethodName().equals(method));
    }

    void end() throws Exception {
      pipe.sink().write(ByteBuffer.wrap(new byte[] {1}));
      assertThat(reading.finish()).isEqualTo(1);
    }

    @Override
    public void close() throws Exception {
      pipe.sink().close();
      reading.finish();
      pipe.source().close();
    }
  }

  @Test
  void saysThatAChannelUsesTheMemoryAndLeavesTheHandleOpen() throws Exception {
    Path path = folder.resolve("tally");
    SharedTally shared = SharedTally.create(path);
    Path lockFile = Children.lockFile(path);
    try (Reader reader = new Reader(shared.raw().segment().asByteBuffer())) {
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(shared::close).isInstanceOf(IllegalStateException.class)
            .hasMessage("Tally in %s cannot be closed: an operation of another thread still uses its"
                + " memory, such as a channel that reads or writes it as a buffer", path);
      }
      shared.guarded().twice(4);
      Threads.run(() -> {
        shared.lock().lock();
        shared.lock().unlock();
        return null;
      });
      assertThat(ChildJvm.run(ProbesBytes.class, lockFile)).as("locked bytes").containsExactly("1");
    }
    shared.close();
    try (SharedTally other = SharedTally.open(path)) {
      assertThat(other.guarded().twice()).isEqualTo(4);
    }
  }

  @Test
  void succeedsWhenTheChannelHasEnded() throws Exception {
    Path path = folder.resolve("tally");
    SharedTally shared = SharedTally.create(path);
    try (Reader reader = new Reader(shared.raw().segment().asByteBuffer())) {
      assertThatThrownBy(shared::close).isInstanceOf(IllegalStateException.class);
      reader.end();
      assertThat(shared.guarded().count()).isEqualTo(1);
      shared.close();
    }
    assertThat(Held.of(path)).isEqualTo(Held.NOTHING);
    assertThatThrownBy(shared.guarded()::count).hasMessage("Tally in " + path + " is closed");
    shared.close();
  }

  @Test
  void succeedsForAReaderToo() throws Exception {
    Path path = folder.resolve("tally");
    SharedTally.create(path).close();
    SharedTally shared = SharedTally.open(path, SharedMemory.READ_ONLY);
    Pipe pipe = Pipe.open();
    pipe.sink().configureBlocking(false);
    while (pipe.sink().write(ByteBuffer.allocate(4096)) > 0) {
      // until it is full
    }
    pipe.sink().configureBlocking(true);
    Threads.Running<Integer> writing =
        Threads.start(() -> pipe.sink().write(shared.raw().segment().asByteBuffer()));
    Threads.await("the channel writes", () -> Reader.isIn(writing.thread(), "write0"));
    assertThatThrownBy(shared::close).isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("Tally in " + path + " cannot be closed");
    assertThat(shared.guarded().count()).isZero();
    pipe.source().close();
    assertThatThrownBy(writing::finish).hasMessageContaining("Broken pipe");
    pipe.sink().close();
    shared.close();
    assertThat(Held.of(path)).isEqualTo(Held.NOTHING);
  }

  /** A thread that is told that a handle is closed must not find it open afterwards. */
  @Test
  void isNoticedByNobodyElse() throws Exception {
    SharedTally shared = SharedTally.create(folder.resolve("tally"));
    AtomicBoolean over = new AtomicBoolean();
    try (Reader reader = new Reader(shared.raw().segment().asByteBuffer())) {
      Threads.Running<Void> user = Threads.start(() -> {
        while (!over.get()) {
          shared.guarded().twice(2);
          shared.lock().lock();
          shared.lock().unlock();
        }
        return null;
      });
      long start = System.nanoTime();
      while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(2)) {
        assertThatThrownBy(shared::close).isInstanceOf(IllegalStateException.class);
      }
      over.set(true);
      user.finish();
    }
    shared.close();
  }

  private static Stream<Arguments> handlesAndCompilers() {
    return Stream.of(
        Arguments.of(Handle.WRITABLE, "-Xint", 0),
        Arguments.of(Handle.READ_ONLY, "-Xint", 0),
        Arguments.of(Handle.LOCKED, "-Xint", 0),
        Arguments.of(Handle.MANY, "-Xint", 0),
        Arguments.of(Handle.MANY, "-XX:TieredStopAtLevel=1", 3_000),
        Arguments.of(Handle.MANY, "-XX:-TieredCompilation", 12_000));
  }

  /** In compiled code a fault becomes an exception late. */
  @ParameterizedTest
  @MethodSource("handlesAndCompilers")
  void doesNotHappenBecauseTheFileWasTruncated(Handle handle, String compiler, int before)
      throws Exception {
    Path path = folder.resolve("tally");
    SharedTally.create(path).close();
    Path lockFile = Children.lockFile(path);
    ProcessBuilder command =
        Children.command(Waiting.KERNEL, ClosesTruncated.class, path, handle, before);
    command.command().add(1, compiler);
    try (ChildJvm child = ChildJvm.start(command)) {
      assertThat(child.nextLine()).isEqualTo(Held.NOTHING);
      assertThat(ChildJvm.run(ProbesBytes.class, lockFile)).as("locked bytes").containsExactly("0");
      child.finish();
    }
  }
}
