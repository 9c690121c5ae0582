package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.kernel.FileStatus;
import org.sharedstruct.kernel.FileUsers;
import org.sharedstruct.tests.child.LocksBytes;

/** A program of the same user that locks bytes of a lock file keeps nobody waiting for ever. */
class BlockedLockFileTest {

  private static final int LOOKS = 20_000;
  private static final long ALL_BUT_THE_FIRST = Long.MAX_VALUE - 1;

  @TempDir Path folder;
  @TempDir Path elsewhere;

  @Test
  void anOpenThatFindsNoFreeByteEndsAndSaysWhoLockedThem() throws Exception {
    Path path = folder.resolve("eight");
    SharedEight.create(path).close();
    Path lockFile = Children.lockFile(path);
    try (ChildJvm blocker = block(lockFile, 1, ALL_BUT_THE_FIRST)) {
      Threads.Running<Throwable> opening = Threads.start(() -> failureOf(() -> SharedEight.open(path)));
      assertOthersAreNotHeldUp(opening);
      assertThat(opening.finish()).isInstanceOf(FileSystemException.class)
          .hasMessageContainingAll(lockFile.toString(), "process " + blocker.pid());
      blocker.finish();
    }
    SharedEight.open(path).close();
  }

  @Test
  void aRemoveThatMustWaitEndsAndSaysForWhom() throws Exception {
    Path path = folder.resolve("eight");
    try (SharedEight shared = SharedEight.create(path)) {
      Path lockFile = Children.lockFile(path);
      try (ChildJvm blocker = block(lockFile, 0, 1)) {
        Threads.Running<Throwable> removing = Threads.start(() -> failureOf(shared::remove));
        assertOthersAreNotHeldUp(removing);
        assertThat(removing.finish()).isInstanceOf(UncheckedIOException.class)
            .hasMessageContainingAll(path.toString(), lockFile.toString(), "process " + blocker.pid())
            .message().doesNotContain("process " + ProcessHandle.current().pid());
        assertThat(shared.isRemoved()).isFalse();
        assertThat(path).exists();
        blocker.finish();
      }
      assertThat(shared.remove()).isTrue();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void closingATemporaryRegionEndsAndTheNextCreatorRemovesIt() throws Exception {
    SharedEight shared = SharedEight.createTemporary(SharedMemory.folder(folder));
    try (ChildJvm blocker = block(Children.lockFile(shared.path()), 0, 1)) {
      Threads.Running<Throwable> closing = Threads.start(() -> failureOf(() -> {
        shared.close();
        return null;
      }));
      assertOthersAreNotHeldUp(closing);
      assertThat(closing.finish()).isNull();
      assertThatThrownBy(shared::isRemoved).isInstanceOf(IllegalStateException.class);
      assertThat(shared.path()).exists();
      blocker.finish();
    }
    SharedEight.createTemporary(SharedMemory.folder(folder)).close();
    assertThat(folder).isEmptyDirectory();
  }

  /** The kernel's list of locks is read in parts, and may lose a line where others come and go meanwhile. */
  @Test
  void whoHasLockedIsSeenWhileManyComeAndGo() throws Exception {
    Path lockFile = Files.createFile(folder.resolve("file"));
    FileStatus file = FileStatus.of(lockFile);
    try (ChildJvm blocker = block(lockFile, 0, 1)) {
      AtomicBoolean isOver = new AtomicBoolean();
      Threads.Running<Throwable> comers = Threads.start(() -> failureOf(() -> {
        Path other = elsewhere.resolve("other");
        SharedEight.create(other).close();
        while (!isOver.get()) {
          SharedEight.open(other).close();
        }
        return null;
      }));
      SortedSet<Long> seen = new TreeSet<>(List.of(blocker.pid()));
      for (int i = 0; i < LOOKS && seen.equals(Set.of(blocker.pid())); i++) {
        seen = FileUsers.locking(file, 0, 0);
      }
      isOver.set(true);
      assertThat(comers.finish()).isNull();
      assertThat(seen).containsExactly(blocker.pid());
      blocker.finish();
    }
  }

  private static ChildJvm block(Path lockFile, long first, long bytes) throws Exception {
    ChildJvm blocker = ChildJvm.start(LocksBytes.class, lockFile, first, bytes);
    blocker.awaitLine("locked");
    return blocker;
  }

  /** Many come and go while one waits. */
  private void assertOthersAreNotHeldUp(Threads.Running<?> waiting) throws IOException {
    Path other = elsewhere.resolve("other");
    SharedEight.create(other).close();
    int opened = 0;
    while (!waiting.isDone()) {
      SharedEight.open(other).close();
      opened++;
    }
    assertThat(opened).as("opened while one waited").isGreaterThan(20);
  }

  private interface Operation {
    Object run() throws Exception;
  }

  private static Throwable failureOf(Operation operation) {
    try {
      operation.run();
      return null;
    } catch (Throwable failure) {
      return failure;
    }
  }
}
