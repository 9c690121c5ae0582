package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.tests.child.DiesInUpdates;
import org.sharedstruct.tests.child.JavaCommand;
import org.sharedstruct.tests.child.OverflowsStack;

/**
 * The stack overflows in each operation, at every place in it: all or nothing is written, nobody is
 * kept waiting, and the thread can do the same again.
 */
class DeepRecursionTest {

  private static final int ROUNDS = 200;

  /** Until the compilers have done what they do. */
  private static final int WARM_UPS = 2_000;

  /** In most of the rounds the operation is done so deep that it must overflow. */
  private static final long FEWEST_OVERFLOWS = 2_000;

  @TempDir Path folder;

  @Test
  void interpretedCodeLeavesAllWhole() throws Exception {
    assertAllIsWhole(1, List.of("-Xint"));
  }

  @Test
  void codeThatIsJustCompiledLeavesAllWhole() throws Exception {
    assertAllIsWhole(1, List.of());
  }

  @Test
  void compiledCodeLeavesAllWhole() throws Exception {
    assertAllIsWhole(WARM_UPS, List.of());
  }

  private void assertAllIsWhole(int warmUps, List<String> flags) throws Exception {
    try (ChildJvm dead = ChildJvm.start(DiesInUpdates.class, folder)) {
      dead.awaitLine(DiesInUpdates.ALL_STOPPED);
      dead.kill();
    }
    ProcessBuilder command = JavaCommand.of(OverflowsStack.class, folder, ROUNDS, warmUps);
    command.command().addAll(1, flags);
    FaultReport report = FaultReport.of(ChildJvm.run(command));
    assertThat(report.violations()).isEmpty();
    assertThat(report.failures()).as("overflows of %s", report).isGreaterThan(FEWEST_OVERFLOWS);
  }
}
