package org.sharedstruct.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Measures everything and prints the table. */
public final class Benchmarks {

  private final Plan plan;
  private final List<Contender> contenders;
  private final Ledger ledger;

  Benchmarks(Plan plan, List<Contender> contenders) {
    this.plan = plan;
    this.contenders = contenders;
    ledger = new Ledger(contenders);
  }

  /** Arguments: the number of rounds, if it is not to be the usual one. */
  public static void main(String[] arguments) throws Exception {
    Plan plan = arguments.length == 0 ? Plan.FULL : Plan.FULL.withRounds(Integer.parseInt(arguments[0]));
    endChildrenAtExit();
    try (Folder work = Folder.forPrograms(); Folder shared = Folder.inMemory()) {
      Programs programs = new Programs(work, "gcc", "python3");
      Table table = new Benchmarks(plan, new Contenders(shared, work, programs).all()).run();
      System.out.println(machine());
      System.out.println();
      System.out.print(table);
    }
  }

  /** JMH's children would otherwise outlive a parent that the build has stopped, if they hang. */
  private static void endChildrenAtExit() {
    Runtime.getRuntime().addShutdownHook(
        new Thread(() -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly)));
  }

  /** Goes round all contenders until the plan is done or the time is up. */
  Table run() throws Exception {
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
    return Table.of(ledger);
  }

  /** Every second round goes backwards: who comes later in a group is then not always the one who comes later. */
  private void round(int round) throws Exception {
    for (Contender contender : round % 2 == 0 ? contenders : contenders.reversed()) {
      try {
        ledger.add(contender, contender.measure(plan));
      } catch (MissingToolException missing) {
        ledger.miss(contender, missing.getMessage());
      }
    }
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /** Where the figures hold, and nowhere else. */
  private static String machine() throws Exception {
    return "Java %s, %s %s, %s, %d processors%s".formatted(
        Runtime.version(), System.getProperty("os.name"), System.getProperty("os.version"),
        System.getProperty("os.arch"), Runtime.getRuntime().availableProcessors(), processor());
  }

  private static String processor() throws Exception {
    Path description = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(description)) {
      return "";
    }
    return Files.readAllLines(description).stream()
        .filter(line -> line.startsWith("model name"))
        .findFirst()
        .map(line -> " (" + line.substring(line.indexOf(':') + 1).strip() + ")")
        .orElse("");
  }
}
