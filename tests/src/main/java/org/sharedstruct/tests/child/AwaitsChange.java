package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.time.Duration;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.tests.SharedTally;

/** Waits for a commit. */
public final class AwaitsChange {

  /** Who waits. */
  public enum Sleeper {
    /** A platform thread. */
    PLATFORM,
    /** A virtual thread. */
    VIRTUAL,
    /** A platform thread that may only read. */
    READER;

    SharedTally open(Path path) throws Exception {
      return this == READER ? SharedTally.open(path, SharedMemory.READ_ONLY) : SharedTally.open(path);
    }

    Thread start(Runnable task) {
      return this == VIRTUAL ? Thread.startVirtualThread(task) : Thread.ofPlatform().start(task);
    }
  }

  private AwaitsChange() {}

  /**
   * Arguments: path, who waits, how many milliseconds. Says {@code waiting}; then {@code changed} and the
   * count that it finds, or {@code the same}, and after how many nanoseconds.
   */
  public static void main(String[] arguments) throws Exception {
    Sleeper sleeper = Sleeper.valueOf(arguments[1]);
    Duration limit = Duration.ofMillis(Long.parseLong(arguments[2]));
    try (SharedTally shared = sleeper.open(Path.of(arguments[0]))) {
      sleeper.start(() -> await(shared, limit)).join();
    }
  }

  private static void await(SharedTally shared, Duration limit) {
    long version = shared.guarded().version();
    Parent.tell("waiting");
    long begin = System.nanoTime();
    long now = shared.guarded().awaitChange(version, limit);
    long nanos = System.nanoTime() - begin;
    Parent.tell(now == version ? "the same" : "changed " + shared.guarded().count());
    Parent.tell(nanos);
  }
}
