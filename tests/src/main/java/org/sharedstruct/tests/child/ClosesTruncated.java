package org.sharedstruct.tests.child;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.tests.SharedTally;

/** Closes handles whose file was truncated, says what the process still holds of it, and waits. */
public final class ClosesTruncated {

  /** Which handles are closed. */
  public enum Handle {
    /** One that may write. */
    WRITABLE,
    /** One that may only read. */
    READ_ONLY,
    /** One through which another thread holds the lock. */
    LOCKED,
    /** Many in turn. */
    MANY
  }

  private static final int MANY = 200;

  private ClosesTruncated() {}

  /**
   * Arguments: path of a tally, a constant of {@link Handle}, how many handles are closed before to have that
   * compiled.
   */
  public static void main(String[] arguments) throws Exception {
    Path path = Path.of(arguments[0]);
    Handle handle = Handle.valueOf(arguments[1]);
    for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
      SharedTally.open(path).close();
    }
    List<SharedTally> all = new ArrayList<>();
    for (int i = 0; i < (handle == Handle.MANY ? MANY : 1); i++) {
      all.add(handle == Handle.READ_ONLY
          ? SharedTally.open(path, SharedMemory.READ_ONLY)
          : SharedTally.open(path));
    }
    if (handle == Handle.LOCKED) {
      lockInAnotherThread(all.getFirst());
    }
    truncate(path);
    all.forEach(SharedTally::close);
    Parent.tell(Held.of(path));
    Parent.awaitLine();
  }

  private static void lockInAnotherThread(SharedTally shared) throws InterruptedException {
    CountDownLatch locked = new CountDownLatch(1);
    Thread.ofPlatform().daemon().start(() -> {
      shared.lock().lock();
      locked.countDown();
      LockSupport.park();
    });
    locked.await();
  }

  static void truncate(Path path) throws Exception {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.truncate(0);
    }
  }
}
