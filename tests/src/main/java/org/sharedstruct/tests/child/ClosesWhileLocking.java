package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.sharedstruct.tests.SharedTally;

/** Closes a handle while another thread takes its lock. */
public final class ClosesWhileLocking {

  /** What the other thread takes it for. */
  public enum Way {

    /** To hold it. */
    LOCK(shared -> shared.lock().lock()),

    /** For a store. */
    SETTER(shared -> shared.guarded().count(2)),

    /** For an update, which says that it has begun. */
    UPDATE(shared -> shared.guarded().update(raw -> {
      Parent.tell("in update");
      raw.count(2);
    }));

    private final Consumer<SharedTally> call;

    Way(Consumer<SharedTally> call) {
      this.call = call;
    }
  }

  private ClosesWhileLocking() {}

  /**
   * Arguments: path, that of another tally, the gate, and a way. The other thread begins when the gate
   * counts 1. It is not the first one that takes the lock through the handle. Says {@code closed}, and what
   * the other thread was told.
   */
  public static void main(String[] arguments) throws Exception {
    Way way = Way.valueOf(arguments[2]);
    try (SharedTally gate = SharedTally.open(Path.of(arguments[1]))) {
      SharedTally shared = SharedTally.open(Path.of(arguments[0]));
      shared.guarded().count(1);
      Thread thread = Thread.ofPlatform().start(() -> lockWhenOpen(gate, shared, way));
      shared.close();
      Parent.tell("closed");
      thread.join();
    }
  }

  private static void lockWhenOpen(SharedTally gate, SharedTally shared, Way way) {
    while (gate.guarded().count() == 0) {
      Thread.onSpinWait();
    }
    try {
      way.call.accept(shared);
      Parent.tell("got the lock");
    } catch (IllegalStateException closed) {
      Parent.tell(closed.getMessage());
    }
  }
}
