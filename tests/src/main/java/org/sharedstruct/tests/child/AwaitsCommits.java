package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.time.Duration;
import org.sharedstruct.tests.GuardedTwelve;
import org.sharedstruct.tests.SharedTwelve;

/** Sleeps until there is a commit, and reads it, again and again. */
public final class AwaitsCommits {

  private AwaitsCommits() {}

  /** Argument: path. Says {@code waiting} once, and then each version that it wakes for. */
  public static void main(String[] arguments) throws Exception {
    Parent parent = Parent.listen();
    try (SharedTwelve shared = SharedTwelve.open(Path.of(arguments[0]))) {
      GuardedTwelve guarded = shared.guarded();
      long version = guarded.version();
      Parent.tell("waiting");
      while (parent.wantsMore()) {
        long now = guarded.awaitChange(version, Duration.ofMillis(100));
        if (now != version) {
          guarded.snapshot();
          Parent.tell(now);
        }
        version = now;
      }
    }
  }
}
