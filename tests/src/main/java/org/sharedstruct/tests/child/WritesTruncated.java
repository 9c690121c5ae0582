package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.sharedstruct.tests.GuardedEight;
import org.sharedstruct.tests.SharedEight;

/** Takes the lock of a file that was truncated, in one way. */
public final class WritesTruncated {

  /** How to take it. */
  public enum Way {

    /** For a store. */
    SETTER(shared -> shared.guarded().medium(1)),

    /** For a read and a store. */
    UPDATE(shared -> shared.guarded().update(raw -> raw.medium(2))),

    /** For all fields. */
    SET(shared -> shared.guarded().set(shared.guarded())),

    /** Until it is given back. */
    LOCK(shared -> {
      shared.lock().lock();
      shared.lock().unlock();
    }),

    /** The same, if it is free. */
    TRY_LOCK(shared -> {
      if (shared.lock().tryLock()) {
        shared.lock().unlock();
      }
    });

    private final Consumer<SharedEight> call;

    Way(Consumer<SharedEight> call) {
      this.call = call;
    }
  }

  private WritesTruncated() {}

  /** Arguments: path of an eight, the way, how often to do it before the file is truncated. */
  public static void main(String[] arguments) throws Exception {
    Way way = Way.valueOf(arguments[1]);
    SharedEight shared = SharedEight.open(Path.of(arguments[0]));
    GuardedEight guarded = shared.guarded();
    repeat(way, shared, Integer.parseInt(arguments[2]));
    Parent.tell("wrote " + guarded.medium());
    Parent.awaitLine();
    try {
      repeat(way, shared, 1);
      Parent.tell("took the lock");
    } catch (IllegalStateException | InternalError truncated) {
      Parent.tell("truncated");
    }
    shared.close();
    Parent.tell("closed");
  }

  private static void repeat(Way way, SharedEight shared, int times) {
    for (int i = 0; i < times; i++) {
      way.call.accept(shared);
    }
  }
}
