package org.sharedstruct.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** One contender's values for one figure, round by round. */
final class Row {

  private final Contender contender;
  private final Side side;
  private final List<List<Double>> rounds = new ArrayList<>();
  private String missing;

  Row(Contender contender, Figure figure) {
    this.contender = contender;
    side = contender.side(figure);
  }

  String name() {
    return contender.name();
  }

  Side side() {
    return side;
  }

  void add(List<Double> round) {
    rounds.add(round);
  }

  /** Why there are no values. */
  void miss(String reason) {
    missing = reason;
  }

  /** Why there are no values, or null. */
  String missing() {
    return missing;
  }

  /** Whether something has been measured at all. */
  boolean hasValues() {
    return missing == null && !Double.isNaN(statistics().median());
  }

  /** The values of each round. */
  List<List<Double>> rounds() {
    return List.copyOf(rounds);
  }

  Statistics statistics() {
    return Statistics.of(rounds.stream().flatMap(List::stream).toList());
  }

  /**
   * This in relation to another. Each round gives one ratio, of values that were measured shortly after
   * each other; what slows the machine for a while is in both of them.
   */
  Statistics over(Row other) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < rounds.size(); i++) {
      ratios.add(median(i) / other.median(i));
    }
    return Statistics.of(ratios);
  }

  private double median(int round) {
    return Statistics.of(rounds.get(round)).median();
  }
}
