package org.sharedstruct.benchmarks;

import java.util.List;

/** A contender whose values are known. */
record Known(String name, Side side, Figure figure, List<Double> values) implements Contender {

  @Override
  public List<Figure> figures() {
    return List.of(figure);
  }

  @Override
  public Samples measure(Plan plan) throws AbsentException {
    if (values.isEmpty()) {
      throw AbsentException.missing("a tool", null);
    }
    Samples samples = new Samples();
    values.forEach(value -> samples.add(figure, value));
    return samples;
  }
}
