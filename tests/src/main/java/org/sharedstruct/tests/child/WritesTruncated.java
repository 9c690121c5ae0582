package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.sharedstruct.SharedWriter;
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

    /** For a store in a writer session that was begun before. */
    SESSION_SETTER(shared -> shared.guarded().medium(1)),

    /** For a read and a store in one. */
    SESSION_UPDATE(shared -> shared.guarded().update(raw -> raw.medium(2))),

    /** For all fields in one. */
    SESSION_SET(shared -> shared.guarded().set(shared.guarded())),

    /** Within one. */
    SESSION_LOCK(shared -> {
      shared.lock().lock();
      shared.lock().unlock();
    }),

    /** For a session, until it ends. */
    SESSION(shared -> shared.writer().close()),

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

    private boolean isWithinSession() {
      return name().startsWith("SESSION_");
    }
  }

  private WritesTruncated() {}

  /** Arguments: path of an eight, the way, how often to do it before the file is truncated. */
  public static void main(String[] arguments) throws Exception {
    Way way = Way.valueOf(arguments[1]);
    SharedEight shared = SharedEight.open(Path.of(arguments[0]));
    GuardedEight guarded = shared.guarded();
    SharedWriter writer = way.isWithinSession() ? shared.writer() : null;
    repeat(way, shared, Integer.parseInt(arguments[2]));
    Parent.tell("wrote " + guarded.medium());
    Parent.awaitLine();
    try {
      repeat(way, shared, 1);
      Parent.tell("took the lock");
    } catch (IllegalStateException | InternalError truncated) {
      Parent.tell("truncated");
    }
    if (writer != null) {
      end(writer);
    }
    shared.close();
    Parent.tell("closed");
  }

  /** It says that the file was truncated, or that the session has ended with that; then it does nothing. */
  private static void end(SharedWriter writer) {
    try {
      writer.close();
    } catch (IllegalStateException truncated) {
      Parent.tell(truncated.getMessage().endsWith("was truncated while it was mapped") ? "end truncated" : truncated);
    }
    writer.close();
  }

  private static void repeat(Way way, SharedEight shared, int times) {
    for (int i = 0; i < times; i++) {
      way.call.accept(shared);
    }
  }
}
