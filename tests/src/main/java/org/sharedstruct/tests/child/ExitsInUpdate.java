package org.sharedstruct.tests.child;

import java.nio.file.Path;
import org.sharedstruct.tests.GuardedTally;
import org.sharedstruct.tests.RawTally;
import org.sharedstruct.tests.SharedTally;

/** Calls {@link System#exit} while it holds the lock of a tally, and has a shutdown hook use it. */
public final class ExitsInUpdate {

  /** What the exit is called in. */
  public enum Place { UPDATE, NESTED_UPDATE, LOCK }

  private ExitsInUpdate() {}

  /**
   * Arguments: a {@link Place}; {@code platform} or {@code virtual}, for the thread that exits;
   * {@code same} or {@code other}, for the handle that the hook uses; path. The hook adds 10, says
   * what is there, closes the handle, and says {@code closed}.
   */
  public static void main(String[] arguments) throws Exception {
    Place place = Place.valueOf(arguments[0]);
    Path path = Path.of(arguments[3]);
    SharedTally shared = SharedTally.open(path);
    SharedTally used = arguments[2].equals("same") ? shared : SharedTally.open(path);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> use(used)));
    boolean virtual = arguments[1].equals("virtual");
    Thread.Builder builder = virtual ? Thread.ofVirtual() : Thread.ofPlatform();
    builder.start(() -> exit(place, shared)).join();
  }

  private static void exit(Place place, SharedTally shared) {
    GuardedTally tally = shared.guarded();
    switch (place) {
      case UPDATE -> tally.update(ExitsInUpdate::writeHalfAndExit);
      case NESTED_UPDATE -> tally.update(outer -> {
        outer.twice(98);
        tally.update(ExitsInUpdate::writeHalfAndExit);
      });
      case LOCK -> {
        shared.lock().lock();
        tally.count(99);
        System.exit(0);
      }
    }
  }

  private static void writeHalfAndExit(RawTally raw) {
    raw.count(99);
    System.exit(0);
  }

  private static void use(SharedTally shared) {
    GuardedTally tally = shared.guarded();
    tally.update(raw -> raw.count(raw.count() + 10).twice(raw.twice() + 20));
    shared.lock().lock();
    try {
      Parent.tell(tally.snapshot());
    } finally {
      shared.lock().unlock();
    }
    shared.close();
    Parent.tell("closed");
  }
}
