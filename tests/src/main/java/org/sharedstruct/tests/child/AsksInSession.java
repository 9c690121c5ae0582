package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.sharedstruct.SharedWriter;
import org.sharedstruct.tests.RawTally;
import org.sharedstruct.tests.SharedTally;

/** Commits in a writer session, and waits for an answer to each commit; {@link AnswersCommits} gives it. */
public final class AsksInSession {

  /** Far more than an answer takes on a busy machine. */
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);

  /** One that goes to sleep has done all that comes before it by then. */
  private static final int LONGEST_PAUSE_NANOS = 60_000;

  private AsksInSession() {}

  /**
   * Arguments: path of the tally, that of the answers, how many milliseconds. Says {@code answered} and how many
   * there were, or {@code not answered} and which one.
   */
  @SuppressWarnings("try") // the session is held, and not used
  public static void main(String[] arguments) throws Exception {
    long millis = Long.parseLong(arguments[2]);
    SplittableRandom random = new SplittableRandom(1);
    try (SharedTally shared = SharedTally.open(Path.of(arguments[0]));
        SharedTally answers = SharedTally.open(Path.of(arguments[1]));
        SharedWriter writer = shared.writer()) {
      long begin = System.nanoTime();
      long n = 0;
      boolean answered = true;
      while (answered && System.nanoTime() - begin < TimeUnit.MILLISECONDS.toNanos(millis)) {
        pause(random.nextInt(LONGEST_PAUSE_NANOS));
        n++;
        shared.guarded().count(n);
        answered = awaitAnswer(answers.raw(), n);
      }
      Parent.tell((answered ? "answered " : "not answered ") + n);
      shared.guarded().count(-1);
    }
  }

  private static void pause(long nanos) {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < nanos) {
      Thread.onSpinWait();
    }
  }

  private static boolean awaitAnswer(RawTally answer, long n) {
    long begin = System.nanoTime();
    while (answer.count() != n) {
      if (System.nanoTime() - begin > LIMIT_NANOS) {
        return false;
      }
      Thread.yield();
    }
    return true;
  }
}
