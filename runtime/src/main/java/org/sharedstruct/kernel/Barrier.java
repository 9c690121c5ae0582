package org.sharedstruct.kernel;

import java.util.Map;

/**
 * A full fence that a process makes others pass: {@code membarrier(2)} of Linux. Two threads that each store
 * and then look at what the other one stores need a full fence between the two, both of them. With this
 * the one that does it seldom passes for both.
 *
 * <p>It is passed by all threads that run at that moment, of the processes that have registered; a thread that
 * does not run passes one when it is given a processor.
 */
public final class Barrier {

  /** {@code SYS_membarrier}, by the name that Java gives the processor. */
  private static final Map<String, Integer> NUMBERS = Map.of("amd64", 324, "aarch64", 283, "riscv64", 283);

  private static final long NUMBER = NUMBERS.getOrDefault(System.getProperty("os.arch"), 0);
  private static final long GLOBAL_EXPEDITED = 1 << 1;
  private static final long REGISTER_GLOBAL_EXPEDITED = 1 << 2;

  private Barrier() {}

  /**
   * Lets this process pass the fences that others ask for. The first call takes some milliseconds.
   *
   * @return false if the operating system has no such thing, or a sandbox forbids it
   */
  public static boolean register() {
    return call(REGISTER_GLOBAL_EXPEDITED);
  }

  /** Lets all threads of the processes that have registered pass a full fence, and this one, where it can be. */
  public static void pass() {
    call(GLOBAL_EXPEDITED);
  }

  private static boolean call(long command) {
    return Futex.isAvailable() && NUMBER != 0 && Syscalls.call(NUMBER, command, 0, 0, 0) == 0;
  }
}
