package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sharedstruct.tests.child.CountsAllocations;
import org.sharedstruct.tests.child.JavaCommand;

/** A compiled guarded operation makes the record that it returns, and nothing else. */
class AllocationTest {

  /** Each kind has as many at least. */
  private static final int OPERATIONS = 7;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void guardedOperationsAllocateNothing(CountsAllocations.Kind kind) throws Exception {
    List<String> allocated = ChildJvm.run(
        JavaCommand.waitingForItsCompiler(JavaCommand.of(CountsAllocations.class, kind, folder)));
    assertThat(allocated).hasSizeGreaterThanOrEqualTo(OPERATIONS).allMatch(line -> line.endsWith(": 0 bytes"));
  }
}
