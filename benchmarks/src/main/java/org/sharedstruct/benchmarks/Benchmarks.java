package org.sharedstruct.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Measures everything, prints the table and leaves a {@link Report}. */
public final class Benchmarks {

  private final Plan plan;
  private final List<Contender> contenders;
  private final Ledger ledger;

  Benchmarks(Plan plan, List<Contender> contenders) {
    this.plan = plan;
    this.contenders = contenders;
    ledger = new Ledger(contenders);
  }

  /**
   * Arguments: the number of rounds, the milliseconds of an iteration, the folder for the report, a regular
   * expression that is found in the figures to be measured.
   */
  public static void main(String[] arguments) throws Exception {
    Plan plan = Plan.FULL.with(Integer.parseInt(arguments[0]), Long.parseLong(arguments[1]));
    Pattern only = Pattern.compile(arguments[3]);
    endChildrenAtExit();
    try (Folder work = Folder.forPrograms(); Folder shared = Folder.inMemory()) {
      Programs programs = new Programs(work, "gcc", "python3");
      List<Contender> contenders = new Contenders(shared, work, programs, Extent.FULL).all().stream()
          .filter(contender -> contender.figures().stream().anyMatch(figure -> only.matcher(figure.what()).find()))
          .toList();
      Report report = new Report(new Benchmarks(plan, contenders).run(), plan);
      report.write(Path.of(arguments[2]), Extent.FULL);
      System.out.print(report.markdown());
    }
  }

  /** JMH's children would otherwise outlive a parent that the build has stopped, if they hang. */
  private static void endChildrenAtExit() {
    Runtime.getRuntime().addShutdownHook(
        new Thread(() -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly)));
  }

  /** Goes round all contenders until the plan is done or the time is up. */
  Ledger run() throws Exception {
    long start = System.nanoTime();
    Duration longest = Duration.ZERO;
    Duration elapsed = Duration.ZERO;
    int round = 0;
    do {
      Duration before = elapsed;
      round(round++);
      elapsed = Duration.ofNanos(System.nanoTime() - start);
      longest = max(longest, elapsed.minus(before));
      System.err.printf("round %d of %d done after %d s%n", round, plan.rounds(), elapsed.toSeconds());
    } while (round < plan.rounds() && elapsed.plus(longest).compareTo(plan.budget()) <= 0);
    return ledger;
  }

  /** Every second round goes backwards: who comes later in a group is then not always the one who comes later. */
  private void round(int round) throws Exception {
    for (Contender contender : round % 2 == 0 ? contenders : contenders.reversed()) {
      try {
        ledger.add(contender, contender.measure(plan));
      } catch (AbsentException missing) {
        ledger.miss(contender, missing.getMessage());
      }
    }
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
