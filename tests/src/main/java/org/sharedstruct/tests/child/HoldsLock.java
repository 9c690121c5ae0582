package org.sharedstruct.tests.child;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.sharedstruct.tests.SharedTally;

/** Holds the lock of a tally until it is told to go on. */
public final class HoldsLock {

  private HoldsLock() {}

  /**
   * Arguments: path, and files that it opens, reads and closes while it holds the lock. Says {@code holding}
   * and the ids of its process and thread, and {@code released} at the end.
   */
  public static void main(String[] arguments) throws Exception {
    try (SharedTally shared = SharedTally.open(Path.of(arguments[0]))) {
      shared.lock().lock();
      for (String file : List.of(arguments).subList(1, arguments.length)) {
        Files.readAllBytes(Path.of(file));
      }
      Parent.tell("holding " + ProcessHandle.current().pid() + " " + Thread.currentThread().threadId());
      Parent.awaitLine();
      shared.lock().unlock();
    }
    Parent.tell("released");
  }
}
