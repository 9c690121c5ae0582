package org.sharedstruct.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.sharedstruct.benchmarks.child.Updates;
import org.sharedstruct.tool.Sharedstruct;

/**
 * What it costs a writer that the tool watches its region. The same process writes in turns, watched in every second
 * one: the tool is stopped and continued by signals between them, so that the two turns differ in nothing else.
 *
 * @param region a file for it
 */
record Watched(Path region) implements Contender {

  static final Figure FIGURE =
      new Figure("time that an update takes more while the tool watches it 60 times a second", "%");

  private static final int PERCENT = 100;

  @Override
  public String name() {
    return "`sharedstruct watch --every 16ms`";
  }

  @Override
  public Side side() {
    return Side.OURS;
  }

  @Override
  public List<Figure> figures() {
    return List.of(FIGURE);
  }

  @Override
  public Samples measure(Plan plan) throws Exception {
    Samples samples = new Samples();
    try (Crew crew = new Crew()) {
      crew.add(plan, 1, Programs.java(List.of(), Updates.class, region));
      List<String> flags = List.of("--enable-native-access=ALL-UNNAMED");
      Process tool = new ProcessBuilder(
          Programs.java(flags, Sharedstruct.class, "watch", "--every", "16ms", region))
          .redirectError(ProcessBuilder.Redirect.INHERIT).start();
      Thread reader = Thread.startVirtualThread(() -> tool.inputReader().lines().forEach(line -> { }));
      try {
        crew.run(plan, "update");
        for (int i = 0; i < plan.iterations(); i++) {
          signal(tool, "STOP");
          double alone = turn(crew, plan);
          signal(tool, "CONT");
          samples.add(FIGURE, PERCENT * (turn(crew, plan) / alone - 1));
        }
      } finally {
        tool.destroyForcibly().onExit().join();
        reader.join();
      }
    }
    return samples;
  }

  private static double turn(Crew crew, Plan plan) throws IOException {
    return crew.run(plan.once(), "update").getFirst().getFirst().nanosPerOperation();
  }

  private static void signal(Process process, String signal) throws IOException, InterruptedException {
    String[] command = {"kill", "-" + signal, String.valueOf(process.pid())};
    Process kill = new ProcessBuilder(command).inheritIO().start();
    if (!kill.waitFor(1, TimeUnit.MINUTES) || kill.exitValue() != 0) {
      throw new IOException("failed: " + Arrays.toString(command) + ", has it ended?");
    }
  }
}
