package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.util.concurrent.ThreadFactory;
import org.sharedstruct.tests.child.FaultyThread.Mode;
import org.sharedstruct.tests.child.FaultyThread.Outcome;
import org.sharedstruct.tests.child.Tallies.Form;

/**
 * Makes each operation fail at its first {@link FaultPoint}, at its second one, and so on to its
 * end.
 */
public final class FailsAtEachPoint {

  /** More than any operation has. */
  private static final long MOST_POINTS = 20_000;

  /** How many points of an operation's beginning, and of its end, are always tried. */
  private static final long BORDER = 100;

  /**
   * Where a lost hold is found only by looking for it, as many of the points between have to do.
   */
  private static final long MOST_BETWEEN = 60;

  /** Each of these costs a process that looks from outside some milliseconds. */
  private static final long OUTSIDE_EVERY = 20;

  private final Path folder;
  private final ThreadFactory threads;
  private final boolean exhausts;
  private final SecondProcess process;

  private FailsAtEachPoint(Path folder, Mode mode, SecondProcess process) {
    this.folder = folder;
    this.process = process;
    exhausts = mode == Mode.FROM_ON;
    threads = work -> new FaultyThread(mode, work);
  }

  /** Arguments: mode, a folder. Prints each violation, and how many points each operation has. */
  public static void main(String[] arguments) throws Exception {
    Mode mode = Mode.valueOf(arguments[0]);
    try (SecondProcess process = new SecondProcess()) {
      FailsAtEachPoint program = new FailsAtEachPoint(Path.of(arguments[1]), mode, process);
      Trials.runAll(trial -> true, program::run);
    }
  }

  private long run(Trial trial, Form form) throws Exception {
    int regions = 0;
    TrialRegion region = open(trial, form, regions);
    long points = points(region);
    // an operation that is disturbed does the same until its end
    long first = trial.isDisturbed() ? Math.max(1, points - BORDER) : 1;
    long tried = 0;
    boolean failed = true;
    for (long k = first; failed && k < MOST_POINTS; k = next(k, points)) {
      region.prepare();
      long now = k;
      TrialRegion current = region;
      Outcome outcome = region.inThread(() -> FaultyThread.failing(now, current.operation()));
      failed = outcome.failed();
      String wrong = outcome.complaint()
          + region.examine(failed, outcome.thrown(), ++tried % OUTSIDE_EVERY == 0);
      if (!wrong.isEmpty()) {
        String thrown = outcome.thrown() == null ? "" : outcome.thrown().getClass().getSimpleName();
        Trials.violation(trial, form, "point " + k + " " + outcome.where(), thrown, wrong);
        regions++;
        if (regions == Trials.MOST_VIOLATIONS) {
          return tried;
        }
        region = open(trial, form, regions);
      }
    }
    region.close();
    return tried;
  }

  private TrialRegion open(Trial trial, Form form, int number) throws Exception {
    Path path = Trials.region(folder, trial, form, number);
    TrialRegion region = new TrialRegion(trial, form, path, threads, exhausts, process);
    region.warmUp(1);
    return region;
  }

  private static long points(TrialRegion region) throws Exception {
    region.prepare();
    Outcome whole = region.inThread(() -> FaultyThread.failing(Long.MAX_VALUE, region.operation()));
    region.examine(false, whole.thrown(), false);
    return whole.points();
  }

  private long next(long k, long points) {
    boolean between = exhausts && k > BORDER && k < points - BORDER;
    return between ? k + Math.max(1, (points - 2 * BORDER) / MOST_BETWEEN) : k + 1;
  }
}
