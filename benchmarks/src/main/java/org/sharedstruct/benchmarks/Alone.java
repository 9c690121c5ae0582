package org.sharedstruct.benchmarks;

import java.io.IOException;
import java.util.List;
import org.sharedstruct.benchmarks.child.Turn;

/**
 * One process does one thing again and again, as a benchmark of JMH does.
 *
 * @param figures what it is measured in, time per operation
 * @param task what it is asked for
 */
record Alone(List<Figure> figures, String task) implements Contest {

  @Override
  public Samples run(Crew crew, Plan plan) throws IOException {
    Samples samples = new Samples();
    for (List<Turn> turns : crew.run(plan, task)) {
      double time = turns.getFirst().nanosPerOperation();
      figures.forEach(figure -> samples.add(figure, time));
    }
    return samples;
  }
}
