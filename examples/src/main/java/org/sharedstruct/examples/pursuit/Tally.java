package org.sharedstruct.examples.pursuit;

/** Counts what its process does, in the {@link Statistics} that the other processes see. */
final class Tally {

  private final GuardedStatistics statistics;
  private final long start = System.nanoTime();

  Tally(GuardedStatistics statistics) {
    this.statistics = statistics;
  }

  /** Nanoseconds that this process has been at work. */
  long nanos() {
    return System.nanoTime() - start;
  }

  /** Counts commits that were written. */
  void wrote(int updates) {
    statistics.update(s -> s.updates(s.updates() + updates).nanos(nanos()));
  }

  /** Counts a snapshot of the target, and whether it is torn. */
  void read(XYRecord target) {
    int torn = Course.contains(target) ? 0 : 1;
    statistics.update(s -> s.snapshots(s.snapshots() + 1).torn(s.torn() + torn).nanos(nanos()));
  }
}
