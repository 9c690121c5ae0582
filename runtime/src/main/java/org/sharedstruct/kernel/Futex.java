package org.sharedstruct.kernel;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Sleeping until another process changes a word of shared memory: {@code futex(2)} of Linux. Without
 * {@code FUTEX_PRIVATE_FLAG}, since the sleepers are in several processes.
 */
public final class Futex {

  /** {@code SYS_futex}, by the name that Java gives the processor. */
  private static final Map<String, Integer> NUMBERS = Map.of("amd64", 202, "aarch64", 98, "riscv64", 98);

  private static final long NUMBER = NUMBERS.getOrDefault(System.getProperty("os.arch"), 0);
  private static final long WAIT = 0;
  private static final long WAKE = 1;

  /** Seconds and nanoseconds. */
  private static final MemoryLayout TIMESPEC = MemoryLayout.sequenceLayout(2, ValueLayout.JAVA_LONG);

  private static final boolean AVAILABLE = probe();

  private Futex() {}

  /** A sandbox may forbid the call: so it is tried out once. */
  private static boolean probe() {
    if (NUMBER == 0 || !System.getProperty("os.name").equals("Linux") || !Syscalls.areAvailable()) {
      return false;
    }
    MemorySegment word = Arguments.allocate(ValueLayout.JAVA_INT);
    try {
      return Syscalls.call(NUMBER, word.address(), WAKE, 1, 0) == 0;
    } finally {
      Reference.reachabilityFence(word);
    }
  }

  /** Whether the methods below can be called; the answer never changes. */
  public static boolean isAvailable() {
    return AVAILABLE;
  }

  /**
   * Sleeps until {@link #wake}, unless the word has another value than expected; or for no reason, as
   * {@code futex(2)} allows. An address that is not mapped any more ends it at once.
   *
   * @param address of the word, 4 bytes
   * @param expected its value
   * @param nanos how long at most
   */
  public static void await(long address, int expected, long nanos) {
    long second = TimeUnit.SECONDS.toNanos(1);
    MemorySegment timespec = Arguments.allocate(TIMESPEC);
    try {
      timespec.setAtIndex(ValueLayout.JAVA_LONG, 0, nanos / second);
      timespec.setAtIndex(ValueLayout.JAVA_LONG, 1, nanos % second);
      Syscalls.call(NUMBER, address, WAIT, expected, timespec.address());
    } finally {
      Reference.reachabilityFence(timespec);
    }
  }

  /**
   * Wakes sleepers.
   *
   * @param address of the word
   * @param most how many
   */
  public static void wake(long address, int most) {
    Syscalls.call(NUMBER, address, WAKE, most, 0);
  }
}
