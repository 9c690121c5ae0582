package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.time.Duration;

/** Reads snapshots of a struct for some time and says what was wrong with them. */
public final class ReadsLongs {

  /**
   * How many commits a reader must have seen before it may say that nothing is wrong; not more, since
   * on a busy machine it may share a processor with the writer, and see one commit in each turn.
   */
  private static final long ENOUGH = 100;

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /**
   * What a reader saw.
   *
   * @param commits how many different values
   * @param torn how many snapshots were not of one commit
   * @param backward how many reads were older than the read before
   * @param undone how many reads were of an update that failed
   */
  public record Findings(long commits, long torn, long backward, long undone) {

    /** Whether there was enough to be seen and nothing was wrong with it. */
    public boolean isClean() {
      return commits >= ENOUGH && torn == 0 && backward == 0 && undone == 0;
    }
  }

  private ReadsLongs() {}

  /** Arguments: kind, path, milliseconds. */
  public static void main(String[] arguments) throws Exception {
    try (EqualLongs longs = EqualLongs.open(EqualLongs.Kind.valueOf(arguments[0]), Path.of(arguments[1]))) {
      Parent.tell("reading");
      Findings findings = read(longs, Duration.ofMillis(Long.parseLong(arguments[2])));
      Parent.tell(findings.isClean() ? "clean" : findings);
    }
  }

  /** Reads as fast as it can, snapshots and getters in turn, for the given time or somewhat longer. */
  public static Findings read(EqualLongs longs, Duration time) {
    long commits = 0;
    long torn = 0;
    long backward = 0;
    long undone = 0;
    long last = 0;
    long start = System.nanoTime();
    while (hasTime(start, time) || commits < ENOUGH && hasTime(start, LIMIT)) {
      long[] snapshot = longs.snapshot();
      torn += EqualLongs.isWhole(snapshot) ? 0 : 1;
      for (long value : new long[] {snapshot[0], longs.last()}) {
        undone += value < 0 ? 1 : 0;
        backward += value < last ? 1 : 0;
        commits += value != last ? 1 : 0;
        last = value;
      }
    }
    return new Findings(commits, torn, backward, undone);
  }

  private static boolean hasTime(long start, Duration time) {
    return System.nanoTime() - start < time.toNanos();
  }
}
