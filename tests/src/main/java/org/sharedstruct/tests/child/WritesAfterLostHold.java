package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.sharedstruct.tests.SharedTally;

/**
 * Writes through a handle while the watch looks at a hold of it that was lost. The parent has made points at
 * which the watch stops, and one in the write.
 */
public final class WritesAfterLostHold {

  /** What it prints when the write goes no further as long as the watch is stopped. */
  public static final String WAITS = "the write waits";

  /** The number of the point in the action of an update. */
  public static final int IN_ACTION = -1;

  /** How to write 7. */
  public enum Way {

    /** In one store. */
    SETTER(shared -> shared.guarded().count(7)),

    /** In an update. */
    UPDATE(shared -> shared.guarded().update(raw -> {
      raw.count(7);
      KillPoint.reached(IN_ACTION);
    }));

    private final Consumer<SharedTally> call;

    Way(Consumer<SharedTally> call) {
      this.call = call;
    }
  }

  private WritesAfterLostHold() {}

  /**
   * Arguments: path, and that of another tally, the gate. The write begins when the gate counts 1. Says at
   * its end what was written.
   */
  public static void main(String[] arguments) throws Exception {
    Way way = Way.valueOf(arguments[2]);
    try (SharedTally gate = SharedTally.open(Path.of(arguments[1]));
        SharedTally shared = SharedTally.open(Path.of(arguments[0]))) {
      Thread loser = Thread.ofPlatform().start(() -> shared.lock().lock());
      loser.join();
      while (gate.guarded().count() == 0) {
        Thread.onSpinWait();
      }
      Thread writer = Thread.ofPlatform().start(() -> way.call.accept(shared));
      KillPoint.awaitStopOf(writer);
      Parent.tell(WAITS);
      writer.join();
      Parent.tell(shared.guarded().snapshot());
    }
  }
}
