package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.sharedstruct.SharedLock;
import org.sharedstruct.tests.GuardedTally;
import org.sharedstruct.tests.SharedTally;

/** Counts a tally up again and again, each time under its lock, and says how it fared. */
public final class Contends {

  /** How the lock is taken. */
  public enum Way {
    /** Waiting as long as it takes. */
    PATIENT {
      @Override
      boolean take(SharedLock lock) {
        lock.lock();
        return true;
      }
    },
    /** Giving up after a moment, over and over. */
    IMPATIENT {
      @Override
      boolean take(SharedLock lock) throws InterruptedException {
        return lock.tryLock(200, TimeUnit.MICROSECONDS);
      }
    };

    abstract boolean take(SharedLock lock) throws InterruptedException;
  }

  /**
   * How one thread fared.
   *
   * @param times how often it had the lock
   * @param middle nanoseconds, which half of its waits took at most
   * @param most nanoseconds, which 99 of 100 of its waits took at most
   * @param longest nanoseconds of its longest wait
   */
  public record Share(long times, long middle, long most, long longest) {

    /** From a line that this program printed. */
    public static Share parse(String line) {
      String[] words = line.split(" ");
      return new Share(Long.parseLong(words[1]), Long.parseLong(words[3]), Long.parseLong(words[5]),
          Long.parseLong(words[7]));
    }

    @Override
    public String toString() {
      return "times %d p50 %d p99 %d max %d ns".formatted(times, middle, most, longest);
    }
  }

  /** How long waits were, to a sixteenth, in little memory. */
  private static final class Waits {

    private static final int BITS = 4;
    private static final int PARTS = 1 << BITS;

    private final long[] counts = new long[Long.SIZE * PARTS];
    private long longest;
    private long times;

    void add(long nanos) {
      long wait = Math.max(nanos, PARTS);
      int shift = Long.SIZE - 1 - BITS - Long.numberOfLeadingZeros(wait);
      counts[shift * PARTS + (int) (wait >>> shift) - PARTS]++;
      longest = Math.max(longest, nanos);
      times++;
    }

    /** What so many of all waits did not exceed, in nanoseconds. */
    private long quantile(double part) {
      long left = (long) (times * part);
      int at = 0;
      while (at < counts.length - 1 && (left -= counts[at]) >= 0) {
        at++;
      }
      return (long) (PARTS + at % PARTS) << at / PARTS;
    }

    Share share() {
      return times == 0 ? new Share(0, 0, 0, 0) : new Share(times, quantile(0.5), quantile(0.99), longest);
    }
  }

  private Contends() {}

  /** Arguments: path, way, threads, milliseconds. Begins when its parent sends a line. */
  public static void main(String[] arguments) throws Exception {
    Way way = Way.valueOf(arguments[1]);
    int threads = Integer.parseInt(arguments[2]);
    long nanos = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(arguments[3]));
    try (SharedTally shared = SharedTally.open(Path.of(arguments[0]))) {
      Parent.tell("ready");
      Parent.awaitLine();
      for (Share share : contend(shared, way, threads, nanos)) {
        Parent.tell(share);
      }
    }
  }

  /** Lets some threads contend for some time, through one handle. */
  public static List<Share> contend(SharedTally shared, Way way, int threads, long nanos) throws InterruptedException {
    Share[] shares = new Share[threads];
    List<Thread> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int index = i;
      running.add(Thread.ofPlatform().start(() -> shares[index] = count(shared, way, nanos)));
    }
    for (Thread thread : running) {
      thread.join();
    }
    return List.of(shares);
  }

  private static Share count(SharedTally shared, Way way, long nanos) {
    SharedLock lock = shared.lock();
    GuardedTally tally = shared.guarded();
    Waits waits = new Waits();
    try {
      long begin = System.nanoTime();
      long asked = begin;
      while (asked - begin < nanos) {
        if (way.take(lock)) {
          try {
            waits.add(System.nanoTime() - asked);
            tally.count(tally.count() + 1);
            tally.twice(tally.twice() + 2);
          } finally {
            lock.unlock();
          }
        }
        asked = System.nanoTime();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return waits.share();
  }
}
