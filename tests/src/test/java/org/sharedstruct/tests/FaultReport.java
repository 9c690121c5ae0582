package org.sharedstruct.tests;

import java.util.List;
import org.sharedstruct.tests.child.Trials;

/**
 * What a child printed in which operations were made to fail.
 *
 * @param violations what was wrong, each with the operation and the place of the failure
 * @param counts how often each operation failed
 */
record FaultReport(List<String> violations, List<String> counts) {

  static FaultReport of(List<String> lines) {
    return new FaultReport(
        lines.stream().filter(line -> line.startsWith(Trials.VIOLATION)).toList(),
        lines.stream().filter(line -> !line.startsWith(Trials.VIOLATION)).toList());
  }

  /** How often operations failed, all together. */
  long failures() {
    return counts.stream().mapToLong(FaultReport::failures).sum();
  }

  private static long failures(String count) {
    return Long.parseLong(count.substring(count.lastIndexOf(' ') + 1));
  }
}
