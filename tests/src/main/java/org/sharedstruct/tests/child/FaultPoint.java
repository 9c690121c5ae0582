package org.sharedstruct.tests.child;

/**
 * Where an operation fails as if the stack or the heap were at their end. Tests insert calls of
 * these methods into the library's classes; only a {@link FaultyThread} ever fails there.
 */
public final class FaultPoint {

  private FaultPoint() {}

  /**
   * Comes before each call.
   *
   * @param point its number
   * @throws StackOverflowError if the call is to fail
   */
  public static void beforeCall(int point) {
    if (Thread.currentThread() instanceof FaultyThread thread && thread.failsAt(point)) {
      throw thread.injected(new StackOverflowError("injected"));
    }
  }

  /**
   * Comes before each allocation.
   *
   * @param point its number
   * @throws OutOfMemoryError if the allocation is to fail
   */
  public static void beforeAllocation(int point) {
    if (Thread.currentThread() instanceof FaultyThread thread && thread.failsAt(point)) {
      throw thread.injected(new OutOfMemoryError("injected"));
    }
  }

  /** Says that a frame of the user's has caught the error: from there on there is stack again. */
  static void caught() {
    if (Thread.currentThread() instanceof FaultyThread thread) {
      thread.recover();
    }
  }
}
