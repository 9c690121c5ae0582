package org.sharedstruct.tests.child;

import java.nio.file.Path;
import org.sharedstruct.tests.SharedTally;

/** Says whether the thread runs that looks for lost holds: with raw views alone, in use, and afterwards. */
public final class Watched {

  private Watched() {}

  /** Argument: path. Prints {@code false}, {@code true}, {@code daemon}, {@code gone}. */
  public static void main(String[] arguments) throws Exception {
    try (SharedTally shared = SharedTally.open(Path.of(arguments[0]))) {
      shared.raw().count(1);
      Parent.tell(watch() != null);
      shared.guarded().count(2);
      Parent.tell(watch() != null);
      Parent.tell(watch().isDaemon() ? "daemon" : "no daemon");
    }
    long start = System.nanoTime();
    while (watch() != null && System.nanoTime() - start < 60_000_000_000L) {
      Thread.sleep(10);
    }
    Parent.tell(watch() == null ? "gone" : "still there");
  }

  private static Thread watch() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("sharedstruct-watch")).findAny().orElse(null);
  }
}
