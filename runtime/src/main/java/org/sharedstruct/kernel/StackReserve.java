package org.sharedstruct.kernel;

/**
 * Room on the stack of the calling thread. Code of others that must not stop in the middle is called after
 * it: a {@link StackOverflowError} then comes here, where nothing has happened yet.
 */
public final class StackReserve {

  /** Some 16 KB where frames are smallest, in compiled code, and far more where they are not. */
  private static final int FRAMES = 500;

  private StackReserve() {}

  /**
   * Makes sure that there is room. It takes about a microsecond.
   *
   * @throws StackOverflowError if there is not
   */
  public static void ensure() {
    if (descend(FRAMES) != FRAMES) {
      throw new AssertionError(FRAMES);
    }
  }

  private static int descend(int frames) {
    return frames == 0 ? 0 : descend(frames - 1) + 1;
  }
}
