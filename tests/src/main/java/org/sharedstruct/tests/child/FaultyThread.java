package org.sharedstruct.tests.child;

import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/**
 * A thread in which an operation of the library fails at its k-th {@link FaultPoint}: there alone,
 * or at every one from there on until the error has come to a frame of the user's, as where the
 * stack is at its end. A thread has a count of its own: so many can fail at the same time.
 */
final class FaultyThread extends Thread {

  /** How an operation fails. */
  enum Mode {
    /** At one point. */
    ONCE,
    /** At one point and all that follow. */
    FROM_ON
  }

  /** No operation goes on for so long while all of its calls fail. */
  private static final int MOST_FAILURES = 100_000;

  private static final int FRAMES_TO_SHOW = 14;

  private static final String LIBRARY = "org.sharedstruct.";
  private static final String CHILD = "org.sharedstruct.tests.child.";

  private final Mode mode;
  private Runnable disturbance = () -> {};
  private boolean armed;
  private boolean exhausted;
  private boolean came;
  private boolean caught;
  private long failAt;
  private long passed;
  private long failures;
  private int point = -1;
  private Error first;

  FaultyThread(Mode mode, Runnable work) {
    super(work, "faulty");
    this.mode = mode;
    setDaemon(true);
  }

  /** What to do at each point, as if another thread did it then. */
  static void disturbBy(Runnable disturbance) {
    self().disturbance = disturbance;
  }

  private static FaultyThread self() {
    return (FaultyThread) Thread.currentThread();
  }

  /** Runs an operation in this thread that fails at its k-th point. */
  static Outcome failing(long k, Callable<?> operation) {
    FaultyThread thread = self();
    thread.arm(k);
    Throwable thrown = null;
    try {
      operation.call();
    } catch (Throwable failure) {
      thrown = failure;
    } finally {
      thread.armed = false;
    }
    return thread.outcome(thrown);
  }

  private void arm(long k) {
    failAt = k;
    passed = 0;
    failures = 0;
    point = -1;
    first = null;
    exhausted = false;
    came = false;
    caught = false;
    armed = true;
  }

  boolean failsAt(int reached) {
    if (!armed) {
      return false;
    }
    armed = false; // what is done here is not the operation's
    disturbance.run();
    armed = true;
    passed++;
    if (passed == failAt) {
      point = reached;
      came = true;
      exhausted = !isInClassInitialization();
      return exhausted;
    }
    return exhausted && mode == Mode.FROM_ON && failures < MOST_FAILURES;
  }

  /** A class that fails there can never be used again, whatever it does. */
  private static boolean isInClassInitialization() {
    return StackWalker.getInstance().walk(frames ->
        frames.anyMatch(frame -> frame.getMethodName().equals("<clinit>")));
  }

  <E extends Error> E injected(E error) {
    failures++;
    if (first == null) {
      first = error;
    }
    return error;
  }

  void recover() {
    exhausted = false;
    caught = true;
  }

  private Outcome outcome(Throwable thrown) {
    String complaint = "";
    if (failures >= MOST_FAILURES) {
      complaint = "it tried the same for ever while all calls failed";
    } else if (thrown != null && !caught && !isOfFault(thrown)) {
      complaint = "it threw " + describe(thrown) + " in place of the error";
    }
    return new Outcome(came, thrown, passed, first == null ? "" : place(), complaint);
  }

  private boolean isOfFault(Throwable thrown) {
    if (thrown == null) {
      return false;
    }
    return "injected".equals(thrown.getMessage()) && thrown instanceof Error
        || isOfFault(thrown.getCause())
        || Arrays.stream(thrown.getSuppressed()).anyMatch(this::isOfFault);
  }

  private String place() {
    return "#" + point + " in " + path(first);
  }

  /** The frames of the library in which something was thrown, the innermost first. */
  static String path(Throwable thrown) {
    return Arrays.stream(thrown.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith(LIBRARY))
        .filter(frame -> !frame.getClassName().startsWith(CHILD))
        .limit(FRAMES_TO_SHOW)
        .map(frame -> frame.getClassName().substring(frame.getClassName().lastIndexOf('.') + 1)
            + "." + frame.getMethodName() + ":" + frame.getLineNumber())
        .collect(Collectors.joining(" < "));
  }

  /** A throwable in one line. */
  static String describe(Throwable thrown) {
    return thrown + " at " + path(thrown);
  }

  /**
   * What came of an operation.
   *
   * @param failed whether it came to the point at which it was to fail
   * @param thrown what it threw, or null
   * @param points how many points it passed
   * @param where what failed first
   * @param complaint what was wrong with the way in which it ended; empty: nothing
   */
  record Outcome(boolean failed, Throwable thrown, long points, String where, String complaint) {}
}
