package org.sharedstruct.tests.child;

import java.nio.file.Path;
import org.sharedstruct.tests.RawTally;

/** Updates all tallies of a region and waits in the middle for its parent; then it stays attached for a while. */
public final class PausesInTallies {

  private PausesInTallies() {}

  /**
   * Arguments: form, path, number. Says {@code inside} in the middle of the update and {@code done} after
   * it, and ends when it is sent another line.
   */
  public static void main(String[] arguments) throws Exception {
    Tallies.Form form = Tallies.Form.valueOf(arguments[0]);
    long n = Long.parseLong(arguments[2]);
    try (Tallies tallies = Tallies.open(form, Path.of(arguments[1]))) {
      if (form == Tallies.Form.SINGLE) {
        tallies.single().update(raw -> write(raw, n));
      } else {
        tallies.array().update(all -> {
          for (int i = 0; i < all.length() - 1; i++) {
            all.set(i, Tallies.tally(n));
          }
          pause();
          all.set(all.length() - 1, Tallies.tally(n));
        });
      }
    }
    Parent.tell("done");
    Parent.awaitLine();
  }

  private static void write(RawTally raw, long n) {
    raw.count(n);
    pause();
    raw.twice(2 * n);
  }

  private static void pause() {
    Parent.tell("inside");
    Parent.awaitLine();
  }
}
