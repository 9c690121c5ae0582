package org.sharedstruct.tool.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.sharedstruct.SharedLock;
import org.sharedstruct.guard.Guard;
import org.sharedstruct.region.Region;

/**
 * Whether somebody who lives holds the lock for long and commits nothing: no fault of the region,
 * but of interest.
 */
final class HeldCheck {

  /** A commit needs microseconds. */
  private static final Duration LONG = Duration.ofSeconds(1);

  private static final Duration PAUSE = Duration.ofMillis(10);

  private HeldCheck() {}

  /** Watches for as long as nothing changes, {@link #LONG} at most. */
  static Optional<Finding> of(Region region, Guard.State state) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < LONG.toNanos()) {
      LockSupport.parkNanos(PAUSE.toNanos());
      if (!region.guard().state().equals(state)) {
        return Optional.empty();
      }
    }
    SharedLock.Holder holder = state.holder().orElseThrow();
    boolean isStopped = isStopped(holder.process());
    String who = holder.toString();
    return Optional.of(Finding.note("held",
        "T" + who.substring(1) + " has held the lock for more than a second, and is alive"
            + (isStopped ? ", but stopped." : "."),
        "Who writes waits for it; readers get the last commit and wait for nobody.",
        isStopped ? "kill -CONT lets the process go on; kill -KILL ends it, and the next one takes the lock."
            : "Nothing is wrong if it is at work. If it hangs, end its process: the next one takes the lock."));
  }

  /** As {@code proc(5)} tells; false if that is not known. */
  private static boolean isStopped(OptionalLong process) {
    try {
      String stat = process.isEmpty() ? "" : Files.readString(Path.of("/proc/" + process.getAsLong() + "/stat"));
      return stat.substring(stat.lastIndexOf(')') + 1).strip().matches("(?s)[tT].*");
    } catch (IOException otherSystem) {
      return false;
    }
  }
}
