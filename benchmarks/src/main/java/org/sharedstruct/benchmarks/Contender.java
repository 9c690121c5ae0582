package org.sharedstruct.benchmarks;

import java.util.List;

/** Somebody who can be measured, for one figure or several that come of the same work. */
interface Contender {

  /** Its name in the table. */
  String name();

  Side side();

  /** What it is measured in. */
  List<Figure> figures();

  /**
   * Takes one turn.
   *
   * @return a value for each iteration, by figure
   * @throws MissingToolException if the machine lacks what it needs
   */
  Samples measure(Plan plan) throws Exception;
}
