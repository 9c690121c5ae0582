package org.sharedstruct.benchmarks.child;

import java.nio.file.Path;
import java.util.Map;
import org.sharedstruct.benchmarks.struct.GuardedXY;
import org.sharedstruct.benchmarks.struct.SharedXY;

/** One of two processes that update the same struct as fast as they can. */
public final class Updates {

  /** So many updates between two looks at the clock: few enough to stop in time where each one waits. */
  private static final int BATCH = 16;

  private final GuardedXY guarded;

  private Updates(GuardedXY guarded) {
    this.guarded = guarded;
  }

  /** Argument: the path of the region. */
  public static void main(String[] arguments) throws Exception {
    try (SharedXY shared = SharedXY.openOrCreate(Path.of(arguments[0]))) {
      Updates updates = new Updates(shared.guarded());
      Turns.serve(Map.of("update", updates::update, "wait", updates::waits));
    }
  }

  private Turn update(long nanos) {
    long start = System.nanoTime();
    long operations = 0;
    long elapsed = 0;
    for (; elapsed < nanos; elapsed = System.nanoTime() - start) {
      for (int i = 0; i < BATCH; i++) {
        guarded.update(xy -> xy.x(xy.x() + 1));
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
      guarded.update(xy -> xy.x(xy.x() + 1));
      now = System.nanoTime();
      waits.add(now - before);
      operations++;
    }
    return new Turn(operations, now - start, waits);
  }
}
