package org.sharedstruct.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.sharedstruct.benchmarks.child.Turn;
import org.sharedstruct.benchmarks.child.Waits;

/**
 * Processes update the same struct as fast as they can. How fast and how fairly is counted in turns in which
 * no clock is read but for the end; how long single updates take, in turns of their own.
 *
 * @param processes how many
 */
record Contention(int processes) implements Contest {

  @Override
  public List<Figure> figures() {
    return List.of(time(), share(), within("half of all updates"), within("99 %"), within("99.9 %"),
        within("the longest"));
  }

  private Figure time() {
    return Figure.time(where() + "an update of any");
  }

  private Figure share() {
    return new Figure(where() + "share of the slowest one", "%");
  }

  private Figure within(String part) {
    return Figure.time(where() + part + " within");
  }

  private String where() {
    return processes + " processes, one lock: ";
  }

  @Override
  public Samples run(Crew crew, Plan plan) throws IOException {
    Samples samples = new Samples();
    for (List<Turn> turns : crew.run(plan, "update")) {
      addSpeed(samples, turns.stream().mapToDouble(turn -> 1 / turn.nanosPerOperation()).toArray());
    }
    for (List<Turn> turns : crew.run(plan, "wait")) {
      addWaits(samples, turns.stream().map(Turn::waits).reduce(Waits::plus).orElseThrow());
    }
    return samples;
  }

  private void addSpeed(Samples samples, double[] rates) {
    double all = Arrays.stream(rates).sum();
    samples.add(time(), 1 / all);
    samples.add(share(), 100 * Arrays.stream(rates).min().orElseThrow() / all);
  }

  private void addWaits(Samples samples, Waits waits) {
    samples.add(within("half of all updates"), waits.nanosAt(0.5));
    samples.add(within("99 %"), waits.nanosAt(0.99));
    samples.add(within("99.9 %"), waits.nanosAt(0.999));
    samples.add(within("the longest"), waits.nanosAt(1));
  }
}
