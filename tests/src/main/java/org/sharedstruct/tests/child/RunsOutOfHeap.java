package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.sharedstruct.OwnerDiedException;
import org.sharedstruct.SharedLock;
import org.sharedstruct.types.GuardedLong;
import org.sharedstruct.types.SharedLong;

/**
 * Does what needs more heap than there is, and goes on living, as a thread of a server's pool does.
 */
public final class RunsOutOfHeap {

  /** What it begins the line with that tells what the operation threw. */
  public static final String THREW = "threw ";

  /** What it prints if the operation threw nothing. */
  public static final String RETURNED = "returned";

  private RunsOutOfHeap() {}

  /**
   * Arguments: which {@link HeapHog}, path of an array of longs. Prints what came of it and waits;
   * then prints whether another thread got the lock, what the same thread can do, and that it
   * closed.
   */
  public static void main(String[] arguments) throws Exception {
    HeapHog hog = HeapHog.valueOf(arguments[0]);
    FullHeap full = new FullHeap();
    warmUp(hog, full);
    full.startFilling();
    SharedLong.Array shared = SharedLong.Array.open(Path.of(arguments[1]));
    GuardedLong.Array array = shared.guarded();
    Parent.tell(run(hog, array, full));
    Parent.awaitLine();
    Parent.tell("another thread: " + inAnotherThread(shared.lock()));
    Parent.tell("the same thread: " + writeOne(array));
    shared.close();
    Parent.tell("closed");
  }

  /** Where the heap is full not even a lambda is made that was never made before. */
  private static void warmUp(HeapHog hog, FullHeap full) throws Exception {
    try (SharedLong.Array few = SharedLong.Array.createTemporary(2)) {
      hog.run(few.guarded(), full);
    }
  }

  private static String run(HeapHog hog, GuardedLong.Array array, FullHeap full) {
    try {
      hog.run(array, full);
      return RETURNED;
    } catch (OutOfMemoryError | RuntimeException failure) {
      return THREW + failure;
    }
  }

  private static String inAnotherThread(SharedLock lock) throws Exception {
    FutureTask<String> task = new FutureTask<>(() -> {
      try {
        boolean got = lock.tryLock(TrialRegion.LIMIT_SECONDS, TimeUnit.SECONDS);
        if (got) {
          lock.unlock();
        }
        return got ? "got the lock" : "did not get the lock";
      } catch (OwnerDiedException told) {
        return "was told";
      }
    });
    Thread.ofPlatform().daemon().start(task);
    return task.get();
  }

  private static String writeOne(GuardedLong.Array array) {
    try {
      array.update(0, raw -> raw.value(raw.value()));
      return "wrote";
    } catch (OwnerDiedException told) {
      return "was told";
    }
  }
}
