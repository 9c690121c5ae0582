package org.sharedstruct.tests.child;

import java.nio.file.Path;
import org.sharedstruct.tests.SharedXY;

/** Writes half of an update, says so, and waits to be killed. */
public final class StopsHalfway {

  private StopsHalfway() {}

  /** Arguments: path; {@code struct}, {@code element} or {@code all}. Says {@code begun}. */
  public static void main(String[] arguments) throws Exception {
    Path path = Path.of(arguments[0]);
    switch (arguments[1]) {
      case "struct" -> SharedXY.open(path).guarded().update(raw -> stop(() -> raw.x(-7)));
      case "element" -> SharedXY.Array.open(path).guarded().update(0, raw -> stop(() -> raw.x(-7)));
      default -> SharedXY.Array.open(path).guarded().update(all -> stop(() -> {
        all.x(0, -7);
        all.x(1, -7);
      }));
    }
  }

  private static void stop(Runnable write) {
    write.run();
    Parent.tell("begun");
    Parent.awaitLine();
  }
}
