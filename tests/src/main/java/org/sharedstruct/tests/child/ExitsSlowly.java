package org.sharedstruct.tests.child;

import java.nio.file.Path;
import org.sharedstruct.tests.SharedEight;

/**
 * Opens a region and exits without closing it; a shutdown hook of its own keeps the process alive until it
 * is told to end.
 */
public final class ExitsSlowly {

  private ExitsSlowly() {}

  /** Argument: the path. Says {@code open} and, when it is told to exit, {@code exiting}. */
  public static void main(String[] arguments) throws Exception {
    SharedEight shared = SharedEight.open(Path.of(arguments[0]));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      Parent.tell("exiting");
      Parent.awaitLine();
      Parent.tell(shared.raw().medium());
    }));
    Parent.tell("open");
    Parent.awaitLine();
  }
}
