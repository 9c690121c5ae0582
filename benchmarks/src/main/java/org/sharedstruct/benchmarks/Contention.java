package org.sharedstruct.benchmarks;

import java.io.IOException;
import java.util.List;
import org.sharedstruct.benchmarks.child.Turn;
import org.sharedstruct.benchmarks.child.Waits;

/**
 * Two processes update the same struct as fast as they can. How fast and how fairly is counted in turns in
 * which no clock is read but for the end; how long single updates take, in turns of their own.
 */
record Contention() implements Contest {

  private static final String WHERE = "two processes, one lock: ";
  private static final Figure TIME = Figure.time(WHERE + "an update of either");
  private static final Figure SHARE = new Figure(WHERE + "share of the slower one", "%");
  private static final Figure HALF = Figure.time(WHERE + "half of all updates within");
  private static final Figure P99 = Figure.time(WHERE + "99 % within");
  private static final Figure P999 = Figure.time(WHERE + "99.9 % within");
  private static final Figure ALL = Figure.time(WHERE + "the longest within");

  @Override
  public List<Figure> figures() {
    return List.of(TIME, SHARE, HALF, P99, P999, ALL);
  }

  @Override
  public Samples run(Crew crew, Plan plan) throws IOException {
    Samples samples = new Samples();
    for (List<Turn> turns : crew.run(plan, "update")) {
      addSpeed(samples, turns.getFirst(), turns.getLast());
    }
    for (List<Turn> turns : crew.run(plan, "wait")) {
      addWaits(samples, turns.getFirst().waits().plus(turns.getLast().waits()));
    }
    return samples;
  }

  private static void addSpeed(Samples samples, Turn one, Turn other) {
    double rate = 1 / one.nanosPerOperation();
    double otherRate = 1 / other.nanosPerOperation();
    samples.add(TIME, 1 / (rate + otherRate));
    samples.add(SHARE, 100 * Math.min(rate, otherRate) / (rate + otherRate));
  }

  private static void addWaits(Samples samples, Waits waits) {
    samples.add(HALF, waits.nanosAt(0.5));
    samples.add(P99, waits.nanosAt(0.99));
    samples.add(P999, waits.nanosAt(0.999));
    samples.add(ALL, waits.nanosAt(1));
  }
}
