package org.sharedstruct.benchmarks;

import java.io.IOException;
import java.util.List;
import org.sharedstruct.benchmarks.child.Turn;

/**
 * One process attaches to an array, and uses a few of its elements.
 *
 * @param length how many elements the array has
 */
record Lengthy(long length) implements Contest {

  @Override
  public List<Figure> figures() {
    return List.of(Curve.ATTACH_TO_ARRAY.at(length), Curve.UPDATE_IN_ARRAY.at(length), Curve.GET_IN_ARRAY.at(length));
  }

  @Override
  public Samples run(Crew crew, Plan plan) throws IOException {
    Samples samples = new Samples();
    addTurns(samples, Curve.ATTACH_TO_ARRAY, crew.warm(plan, "attach").run(plan, "attach"));
    addTurns(samples, Curve.UPDATE_IN_ARRAY, crew.run(plan, "update"));
    addTurns(samples, Curve.GET_IN_ARRAY, crew.run(plan, "get"));
    return samples;
  }

  private void addTurns(Samples samples, Curve curve, List<List<Turn>> iterations) {
    iterations.forEach(turns -> samples.add(curve.at(length), turns.getFirst().nanosPerOperation()));
  }
}
