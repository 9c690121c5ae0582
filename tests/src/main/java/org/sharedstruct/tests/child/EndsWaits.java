package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.sharedstruct.tests.GuardedTally;
import org.sharedstruct.tests.SharedTally;
import org.sharedstruct.tests.TallyRecord;

/** Ends waits for commits before their time: three by an interrupt, one by closing a stream. */
public final class EndsWaits {

  private static final Duration DAY = Duration.ofDays(1);

  private EndsWaits() {}

  /**
   * Arguments: path, whether the threads are virtual. Ends the waits when it is told to, and says
   * for each what came of it and whether its thread is interrupted.
   */
  public static void main(String[] arguments) throws Exception {
    boolean virtual = Boolean.parseBoolean(arguments[1]);
    Thread.Builder threads = virtual ? Thread.ofVirtual() : Thread.ofPlatform();
    try (SharedTally shared = SharedTally.open(Path.of(arguments[0]))) {
      GuardedTally tally = shared.guarded();
      long version = tally.version();
      List<Thread> interrupted = new ArrayList<>();
      interrupted.add(
          start(threads, "awaitChange", () -> tally.awaitChange(version, DAY) == version));
      interrupted.add(start(threads, "await", () -> tally.await(seen -> seen.count() == 1, DAY)));
      interrupted.add(start(threads, "changes", () -> tally.changes(DAY).toList()));
      CountDownLatch begun = new CountDownLatch(1);
      Stream<TallyRecord> stream = tally.changes(DAY).peek(first -> begun.countDown());
      Thread reading = start(threads, "closed", stream::toList);
      begun.await();
      Parent.tell("waiting");
      Parent.awaitLine();
      stream.close();
      reading.join();
      for (Thread thread : interrupted) {
        thread.interrupt();
        thread.join();
      }
    }
  }

  private static Thread start(Thread.Builder threads, String name, Callable<?> wait) {
    return threads.start(() -> {
      Object outcome;
      try {
        outcome = wait.call();
      } catch (Exception e) {
        outcome = e.getClass().getSimpleName();
      }
      Parent.tell(name + " " + outcome + " " + Thread.currentThread().isInterrupted());
    });
  }
}
