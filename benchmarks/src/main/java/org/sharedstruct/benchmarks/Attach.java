package org.sharedstruct.benchmarks;

import java.io.IOException;
import java.util.List;
import org.sharedstruct.benchmarks.child.Turn;

/** One process opens a file that is there, again and again. */
record Attach() implements Contest {

  private static final Figure FIGURE = Figure.time("attach to a struct, alone");

  @Override
  public List<Figure> figures() {
    return List.of(FIGURE);
  }

  @Override
  public Samples run(Crew crew, Plan plan) throws IOException {
    Samples samples = new Samples();
    for (List<Turn> turns : crew.warm(plan, "attach").run(plan, "attach")) {
      samples.add(FIGURE, turns.getFirst().nanosPerOperation());
    }
    return samples;
  }
}
