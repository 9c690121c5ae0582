package org.sharedstruct.benchmarks.child;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What a child has done in one turn, as the line of text that it answers: operations, nanoseconds, and
 * where single operations were timed, for each of them in which {@linkplain Waits bucket} it fell.
 *
 * @param operations how many were done
 * @param nanos how long all of them took
 * @param waits how long each took
 */
public record Turn(long operations, long nanos, Waits waits) {

  /** A turn in which single operations were not timed. */
  static Turn of(long operations, long nanos) {
    return new Turn(operations, nanos, new Waits());
  }

  /** Reads a child's answer. */
  public static Turn parse(String line) {
    long[] numbers = Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
    return new Turn(numbers[0], numbers[1], Waits.of(Arrays.copyOfRange(numbers, 2, numbers.length)));
  }

  /** How long one operation took on average. */
  public double nanosPerOperation() {
    return (double) nanos / operations;
  }

  /** The line to be answered. */
  @Override
  public String toString() {
    String counts = Arrays.stream(waits.counts()).mapToObj(count -> " " + count).collect(Collectors.joining());
    return operations + " " + nanos + counts;
  }
}
