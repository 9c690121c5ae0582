package org.sharedstruct.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.sharedstruct.benchmarks.child.Grown;
import org.sharedstruct.benchmarks.child.Idle;
import org.sharedstruct.benchmarks.child.Turn;

/**
 * One process attaches to an array, and updates it, while more and more others are attached and idle.
 *
 * @param name its name in the table
 * @param processes how many are attached, the one that is measured among them; ascending
 * @param shared for the array
 */
record Crowd(String name, List<Long> processes, Folder shared) implements Contender {

  private static final String LENGTH = "1024";

  /** Many of them have to fit into one machine, and nobody measures how fast they are idle. */
  private static final List<String> SMALL = List.of("-Xmx16m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  @Override
  public Side side() {
    return Side.OURS;
  }

  @Override
  public List<Figure> figures() {
    return processes.stream()
        .flatMap(many -> Stream.of(Curve.ATTACH_IN_CROWD.at(many), Curve.UPDATE_IN_CROWD.at(many)))
        .toList();
  }

  @Override
  public Samples measure(Plan plan) throws Exception {
    Path path = shared.newFile();
    Samples samples = new Samples();
    try (Crew measured = new Crew(); Crew idle = new Crew()) {
      measured.add(plan, 1, Programs.java(List.of(), Grown.class, path, LENGTH));
      measured.warm(plan, "attach");
      int attached = 1;
      for (long many : processes) {
        for (; attached < many; attached++) {
          idle.add(plan, 1, Programs.java(SMALL, Idle.class, path));
        }
        addTurns(samples, Curve.ATTACH_IN_CROWD.at(many), measured.run(plan, "attach"));
        addTurns(samples, Curve.UPDATE_IN_CROWD.at(many), measured.run(plan, "update"));
      }
    }
    return samples;
  }

  private static void addTurns(Samples samples, Figure figure, List<List<Turn>> iterations) {
    iterations.forEach(turns -> samples.add(figure, turns.getFirst().nanosPerOperation()));
  }
}
