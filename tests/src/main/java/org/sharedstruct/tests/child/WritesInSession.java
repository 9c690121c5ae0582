package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.util.Optional;
import org.sharedstruct.SharedWriter;
import org.sharedstruct.tests.SharedTally;

/** Commits to a tally in a writer session, each time that it is told to, and is idle in between. */
public final class WritesInSession {

  private WritesInSession() {}

  /**
   * Argument: path. Says {@code writing}; for each line with a number, which it commits as a count with its
   * double, {@code wrote} and that number. Its input's end is that of the session.
   */
  @SuppressWarnings("try") // the session is held, and not used
  public static void main(String[] arguments) throws Exception {
    try (SharedTally shared = SharedTally.open(Path.of(arguments[0])); SharedWriter writer = shared.writer()) {
      Parent.tell("writing");
      Optional<String> line = Parent.readLine();
      while (line.isPresent()) {
        long n = Long.parseLong(line.get());
        shared.guarded().set(Tallies.tally(n));
        Parent.tell("wrote " + n);
        line = Parent.readLine();
      }
    }
    Parent.tell("ended");
  }
}
