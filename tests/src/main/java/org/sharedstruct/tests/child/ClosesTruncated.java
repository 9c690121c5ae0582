package org.sharedstruct.tests.child;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.tests.SharedTally;

/** Closes a handle whose file was truncated, says what the process still holds of it, and waits. */
public final class ClosesTruncated {

  /** Which handle is closed. */
  public enum Handle {
    /** One that may write. */
    WRITABLE,
    /** One that may only read. */
    READ_ONLY,
    /** One through which another thread holds the lock. */
    LOCKED,
    /** One that is closed by compiled code, in which a fault becomes an exception late. */
    COMPILED
  }

  /** So many handles are closed by compiled code in the end. */
  private static final int MANY = 20_000;

  private ClosesTruncated() {}

  /** Arguments: path of a tally, a constant of {@link Handle}. */
  public static void main(String[] arguments) throws Exception {
    Path path = Path.of(arguments[0]);
    Handle handle = Handle.valueOf(arguments[1]);
    for (int i = 0; handle == Handle.COMPILED && i < MANY; i++) {
      SharedTally.open(path).close();
    }
    SharedTally shared = handle == Handle.READ_ONLY
        ? SharedTally.open(path, SharedMemory.READ_ONLY)
        : SharedTally.open(path);
    if (handle == Handle.LOCKED) {
      lockInAnotherThread(shared);
    }
    truncate(path);
    shared.close();
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
