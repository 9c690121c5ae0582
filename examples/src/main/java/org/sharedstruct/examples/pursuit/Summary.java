package org.sharedstruct.examples.pursuit;

import java.util.Locale;

/** What there is to say when the show is over. */
final class Summary {

  private static final String ROW = "  %-10s%,12d%,14.0f%,14d%,14.0f%8d%n";

  private Summary() {}

  /**
   * Tells what the three processes have done, none of which read anything torn.
   *
   * @param seconds how long the show was
   * @return several lines of text
   */
  static String of(float seconds, Statistics detector, Statistics planner, Statistics display) {
    long snapshots = planner.snapshots() + display.snapshots();
    long torn = planner.torn() + display.torn();
    return String.format(Locale.ROOT, "%n  %.1f seconds, three processes, one (x, y):%n%n", seconds)
        + "                 updates    per second     snapshots    per second    torn%n".formatted()
        + row("detector", detector) + row("planner", planner) + row("display", display)
        + String.format(Locale.ROOT,
            "%n  Torn reads: %d of %,d. Every x came with its own y.%n", torn, snapshots);
  }

  private static String row(String process, Statistics done) {
    return String.format(Locale.ROOT, ROW, process, done.updates(), done.updateRate(),
        done.snapshots(), done.snapshotRate(), done.torn());
  }
}
