package org.sharedstruct.benchmarks;

import java.io.IOException;
import java.util.List;
import org.sharedstruct.benchmarks.child.Turn;

/**
 * One process does one thing again and again, as a benchmark of JMH does.
 *
 * @param figure what it is measured in, time per operation
 * @param task what it is asked for
 */
record Alone(Figure figure, String task) implements Contest {

  @Override
  public List<Figure> figures() {
    return List.of(figure);
  }

  @Override
  public Samples run(Crew crew, Plan plan) throws IOException {
    Samples samples = new Samples();
    for (List<Turn> turns : crew.run(plan, task)) {
      samples.add(figure, turns.getFirst().nanosPerOperation());
    }
    return samples;
  }
}
