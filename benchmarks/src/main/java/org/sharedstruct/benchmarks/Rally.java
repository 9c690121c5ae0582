package org.sharedstruct.benchmarks;

import java.io.IOException;
import java.util.List;
import org.sharedstruct.benchmarks.child.Turn;

/**
 * Two processes wake each other by commits: as fast as they can, which finds a waiter that spins awake, and
 * with a rest before each serve, after which the other one is asleep.
 */
record Rally() implements Contest {

  private static final Figure FAST = Figure.time("a commit awaited by another process, and its answer");
  private static final Figure RESTED =
      Figure.time("a commit awaited by another process that has slept for a millisecond, and its answer");

  @Override
  public List<Figure> figures() {
    return List.of(FAST, RESTED);
  }

  @Override
  public Samples run(Crew crew, Plan plan) throws IOException {
    Samples samples = new Samples();
    addTurns(samples, FAST, crew.run(plan, List.of("return", "serve")));
    addTurns(samples, RESTED, crew.run(plan, List.of("return", "serveRested")));
    return samples;
  }

  /** Who serves counts. */
  private static void addTurns(Samples samples, Figure figure, List<List<Turn>> iterations) {
    for (List<Turn> turns : iterations) {
      samples.add(figure, turns.getLast().nanosPerOperation());
    }
  }
}
