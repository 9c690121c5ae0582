package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.util.List;
import org.sharedstruct.tests.SharedTally;

/** Says which threads the library has started, after each step of using it. */
public final class ShowsWatch {

  private ShowsWatch() {}

  /** Argument: path. */
  public static void main(String[] arguments) throws Exception {
    Path path = Path.of(arguments[0]);
    try (SharedTally shared = SharedTally.open(path)) {
      shared.raw().count(shared.raw().count() + 1);
      tell("raw");
    }
    useTwice(path);
    awaitNone();
    tell("closed");
    useTwice(path);
    awaitNone();
    tell("closed again");
  }

  private static void useTwice(Path path) throws Exception {
    try (SharedTally one = SharedTally.open(path); SharedTally other = SharedTally.open(path)) {
      one.guarded().count(1);
      tell("one");
      other.guarded().count(2);
      tell("two");
    }
  }

  private static void awaitNone() throws InterruptedException {
    while (!watches().isEmpty()) {
      Thread.sleep(1);
    }
  }

  private static void tell(String step) {
    Parent.tell(step + " "
        + watches().stream().map(thread -> thread.getName() + " " + thread.isDaemon()).toList());
  }

  private static List<Thread> watches() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("sharedstruct")).toList();
  }
}
