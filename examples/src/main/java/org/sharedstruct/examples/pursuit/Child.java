package org.sharedstruct.examples.pursuit;

import java.util.concurrent.TimeUnit;

/** One of the three processes, as the launcher watches it. */
final class Child {

  /**
   * How many checks in a row without any progress make a hang. Checks and not seconds: after a laptop
   * has slept, all clocks have jumped and nobody hangs.
   */
  private static final int PATIENCE = 100;

  /** The same before its first progress: a busy machine takes its time to start three JVMs. */
  private static final int PATIENCE_AT_START = 600;

  /** How long a child may take to go home when the show is over. */
  private static final int SECONDS_TO_END = 4;

  private final String name;
  private final Process process;
  private final GuardedStatistics statistics;
  private StatisticsRecord last;
  private int idleChecks;

  Child(String name, Process process, GuardedStatistics statistics) {
    this.name = name;
    this.process = process;
    this.statistics = statistics;
    last = statistics.snapshot();
  }

  /** Whether it has done any of its work. */
  boolean isAtWork() {
    return statistics.nanos() > 0;
  }

  /** Looks after a child in the middle of the show; to be called again and again. */
  void check() throws Mishap {
    if (!process.isAlive()) {
      throw Mishap.lostProcess(name, "it ended before the show, with " + exitStatus());
    }
    StatisticsRecord now = wholeStatistics();
    idleChecks = now.equals(last) ? idleChecks + 1 : 0;
    last = now;
    int patience = isAtWork() ? PATIENCE : PATIENCE_AT_START;
    if (idleChecks > patience) {
      long seconds = patience * Crew.MILLIS_BETWEEN_CHECKS / 1000;
      throw Mishap.lostProcess(name, "it hangs and has counted nothing for %d seconds".formatted(seconds));
    }
  }

  /** Waits for the end of a child that has seen the end of the show. */
  void awaitEnd() throws Mishap, InterruptedException {
    if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
      throw Mishap.lostProcess(name, "it did not end with the show");
    }
    if (process.exitValue() != 0) {
      throw Mishap.lostProcess(name, "it ended with " + exitStatus());
    }
    wholeStatistics();
  }

  /** Ends the process at once, if it is there, and returns when it is gone. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join(); // which, unlike waitFor, no interrupt ends too early
  }

  private StatisticsRecord wholeStatistics() throws Mishap {
    StatisticsRecord now = statistics.snapshot();
    if (now.torn() > 0) {
      throw Mishap.tornRead(name, now);
    }
    return now;
  }

  private String exitStatus() {
    int status = process.exitValue();
    return "exit status " + status + (status > 128 ? ", which is signal " + (status - 128) : "");
  }
}
