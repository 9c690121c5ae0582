package org.sharedstruct.benchmarks;

import java.util.List;

/** Somebody who can be measured, for one figure or several that come of the same work. */
interface Contender {

  /** Its name in the table. */
  String name();

  Side side();

  /** Whose contender it is in one of its figures: one of ours may be a rival of another one of ours. */
  default Side side(Figure figure) {
    return side();
  }

  /** What it is measured in. */
  List<Figure> figures();

  /**
   * Takes one turn.
   *
   * @return a value for each iteration, by figure
   * @throws AbsentException if it cannot be measured here
   */
  Samples measure(Plan plan) throws Exception;
}
