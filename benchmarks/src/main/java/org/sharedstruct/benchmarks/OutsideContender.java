package org.sharedstruct.benchmarks;

import java.util.List;

/**
 * One or more processes in turns, asked for the same warm-up and iterations as JMH is, and started anew for
 * each round as JMH's are.
 *
 * @param name its name in the table
 * @param contest what they are asked for, and what is taken from their answers
 * @param starter starts them
 */
record OutsideContender(String name, Side side, Contest contest, Starter starter) implements Contender {

  /** Starts the processes. */
  @FunctionalInterface
  interface Starter {

    /** Adds them to a crew; they are ready then. */
    void start(Crew crew, Plan plan) throws Exception;
  }

  @Override
  public List<Figure> figures() {
    return contest.figures();
  }

  @Override
  public Samples measure(Plan plan) throws Exception {
    try (Crew crew = new Crew()) {
      starter.start(crew, plan);
      return contest.run(crew, plan);
    }
  }
}
