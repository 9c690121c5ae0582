package org.sharedstruct.benchmarks;

import java.time.Duration;

/**
 * How long everything is measured, the same for all contenders.
 *
 * @param rounds how often all contenders take their turn
 * @param warmups iterations in each round that are not counted
 * @param iterations iterations in each round that are
 * @param millis how long an iteration lasts
 * @param forked whether JMH starts a JVM for each benchmark, as it must for figures to mean anything
 * @param budget no round begins that would probably end later than this
 */
record Plan(int rounds, int warmups, int iterations, long millis, boolean forked, Duration budget) {

  /** For figures. */
  static final Plan FULL = new Plan(3, 4, 4, 200, true, Duration.ofMinutes(30));

  /** Shows that everything runs. */
  static final Plan SMOKE = new Plan(1, 0, 1, 10, false, Duration.ofMinutes(30));

  Plan with(int otherRounds, long otherMillis) {
    return new Plan(otherRounds, warmups, iterations, otherMillis, forked, budget);
  }

  /** A single iteration. */
  Plan once() {
    return new Plan(1, 0, 1, millis, forked, budget);
  }

  /** How long a child may live: much longer than the twelve tasks that it has at most should take. */
  Duration limit() {
    return Duration.ofMillis(12 * (warmups + iterations) * millis).multipliedBy(2).plusSeconds(120);
  }
}
