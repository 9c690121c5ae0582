package org.sharedstruct.benchmarks.child;

import java.util.Map;

/** Does one thing as fast as it can, against other processes that do the same. */
final class Repeated {

  /** So many operations between two looks at the clock: few enough to stop in time where each one waits. */
  private static final int BATCH = 16;

  private final Runnable operation;

  private Repeated(Runnable operation) {
    this.operation = operation;
  }

  /** The tasks of an update: how many are done, and how long each one takes. */
  static Map<String, Turns.Task> updates(Runnable update) {
    Repeated repeated = new Repeated(update);
    return Map.of("update", repeated::count, "wait", repeated::waits);
  }

  /** Counts operations. */
  static Turn count(Runnable operation, long nanos) {
    return new Repeated(operation).count(nanos);
  }

  private Turn count(long nanos) {
    long start = System.nanoTime();
    long operations = 0;
    long elapsed = 0;
    for (; elapsed < nanos; elapsed = System.nanoTime() - start) {
      for (int i = 0; i < BATCH; i++) {
        operation.run();
      }
      operations += BATCH;
    }
    return Turn.of(operations, elapsed);
  }

  private Turn waits(long nanos) {
    Waits waits = new Waits();
    long start = System.nanoTime();
    long operations = 0;
    long now = start;
    while (now - start < nanos) {
      long before = now;
      operation.run();
      now = System.nanoTime();
      waits.add(now - before);
      operations++;
    }
    return new Turn(operations, now - start, waits);
  }
}
