package org.sharedstruct.format;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Which of several names was meant by one that means nothing. */
public final class NearNames {

  private NearNames() {}

  /**
   * The nearest name, if at most a third of the letters are other ones, missing, too many or swapped; of which case
   * they are does not count.
   *
   * @param written what means nothing
   * @param names those that there are
   */
  public static Optional<String> to(String written, Collection<String> names) {
    int mistakes = written.length() / 3;
    return names.stream()
        .filter(name -> distance(written, name) <= mistakes)
        .min(Comparator.<String>comparingInt(name -> distance(written, name)).thenComparing(name -> name));
  }

  /** Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours. */
  private static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[][] costs = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        costs[i][j] = i == 0 || j == 0 ? i + j : Math.min(
            costs[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1),
            1 + Math.min(costs[i - 1][j], costs[i][j - 1]));
        if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
          costs[i][j] = Math.min(costs[i][j], costs[i - 2][j - 2] + 1);
        }
      }
    }
    return costs[a.length()][b.length()];
  }
}
