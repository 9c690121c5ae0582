package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadFactory;
import org.sharedstruct.tests.child.Tallies.Form;

/**
 * Does each operation again and again where the stack is at its end: once at some depth, or at each
 * depth from there on until it overflows. The depth is another one each time, so that it overflows
 * everywhere.
 */
public final class OverflowsStack {

  /** Small, so that its end is soon reached. */
  private static final long STACK_SIZE = 256 << 10;

  /** From so many levels above the end on, each level does the operation. */
  private static final int LEVELS_OF_ALL = 60;

  /** How many more frames of another size there may be. */
  private static final int ODD_FRAMES = 7;

  private final Path folder;
  private final int rounds;
  private final int warmUps;
  private final ThreadFactory threads = work -> new Thread(null, work, "deep", STACK_SIZE);

  private OverflowsStack(Path folder, int rounds, int warmUps) {
    this.folder = folder;
    this.rounds = rounds;
    this.warmUps = warmUps;
  }

  /**
   * Arguments: a folder, how many rounds, how often each operation is done before. Prints each
   * violation, and how often each operation overflowed.
   */
  public static void main(String[] arguments) throws Exception {
    OverflowsStack program = new OverflowsStack(
        Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
    Trials.runAll(trial -> !trial.isDisturbed(), program::run);
  }

  private long run(Trial trial, Form form) throws Exception {
    int regions = 0;
    long overflows = 0;
    TrialRegion region = open(trial, form, regions);
    for (int round = 0; round < rounds; round++) {
      region.prepare();
      Throwable thrown = overflow(region, trial, round);
      overflows += thrown == null ? 0 : 1;
      String wrong = complaint(trial, thrown) + region.examine(true, thrown, false);
      if (!wrong.isEmpty()) {
        Trials.violation(trial, form, "round " + round,
            thrown == null ? "" : FaultyThread.describe(thrown), wrong);
        regions++;
        if (regions == Trials.MOST_VIOLATIONS) {
          return overflows;
        }
        region = open(trial, form, regions);
      }
    }
    region.close();
    return overflows;
  }

  private TrialRegion open(Trial trial, Form form, int number) throws Exception {
    Path path = Trials.region(folder, trial, form, number);
    TrialRegion region = new TrialRegion(trial, form, path, threads, true, null);
    region.warmUp(warmUps);
    return region;
  }

  private static String complaint(Trial trial, Throwable thrown) {
    return thrown == null || isOverflow(thrown) || trial.catchesErrors()
        ? ""
        : "it did not throw the error itself; ";
  }

  private static boolean isOverflow(Throwable thrown) {
    return thrown instanceof StackOverflowError
        || thrown.getCause() != null && isOverflow(thrown.getCause());
  }

  /** What is thrown to the first frame; null: nothing. */
  private static Throwable overflow(TrialRegion region, Trial trial, int round) throws Exception {
    Callable<Void> operation = region.operation();
    boolean atEachDepth = round % 4 == 0 && trial.isCertain();
    return region.inThread(() -> {
      Stack stack = new Stack(operation);
      try {
        stack.descend(atEachDepth ? LEVELS_OF_ALL : round, round % ODD_FRAMES, atEachDepth);
        return null;
      } catch (Throwable failure) {
        return failure;
      }
    });
  }

  /** One thread's stack. Its end is found by the frames that lead there afterwards. */
  private static final class Stack {

    private static final int MANY = 1 << 30;

    private final Callable<Void> operation;
    private boolean atEachDepth;

    /** How many levels were still to come. */
    private int left;

    private long sum;

    Stack(Callable<Void> operation) {
      this.operation = operation;
    }

    /**
     * Does the operation near the end.
     *
     * @param above how many levels above it
     * @param odd how many frames of another size are before all others
     * @param more whether to do it at each depth from that one on
     */
    void descend(int above, int odd, boolean more) throws Exception {
      atEachDepth = more;
      odd(odd, Math.max(0, deepest(odd) - above), above, odd);
    }

    private int deepest(int odd) throws Exception {
      try {
        odd(odd, MANY, odd, odd);
      } catch (StackOverflowError end) {
        // as it was to be
      }
      return MANY - left;
    }

    private long odd(int odd, int levels, long one, long another) throws Exception {
      if (odd > 0) {
        sum += odd(odd - 1, levels, one + 1, another - 1);
      } else {
        level(levels);
      }
      return one + another;
    }

    private void level(int levels) throws Exception {
      left = levels;
      if (levels > 0) {
        level(levels - 1);
      } else {
        operation.call();
        if (atEachDepth) {
          level(0);
        }
      }
    }
  }
}
