package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.tests.child.Increments;

/** Nothing is lost when two processes count on the same numbers. */
class IncrementsTest {

  private static final int MILLION = 1_000_000;

  @TempDir Path folder;

  @Test
  void twoProcessesUpdateOneStruct() throws Exception {
    Path path = folder.resolve("tally");
    try (SharedTally shared = SharedTally.create(path)) {
      incrementInTwoProcesses(Increments.Way.UPDATE, path, MILLION);
      assertThat(shared.guarded().snapshot()).isEqualTo(new TallyRecord(2 * MILLION, 4 * MILLION));
    }
  }

  @Test
  void twoProcessesUpdateElementsOfOneArray() throws Exception {
    Path path = folder.resolve("tallies");
    try (SharedTally.Array shared = SharedTally.Array.create(path, 4)) {
      incrementInTwoProcesses(Increments.Way.UPDATE_ELEMENT, path, MILLION);
      assertThat(shared.guarded().snapshot())
          .hasSize(4).containsOnly(new TallyRecord(MILLION / 2, MILLION));
    }
  }

  @Test
  void twoProcessesGetAndSetUnderTheLock() throws Exception {
    Path path = folder.resolve("tally");
    int times = 200_000;
    try (SharedTally shared = SharedTally.create(path)) {
      incrementInTwoProcesses(Increments.Way.LOCK, path, times);
      assertThat(shared.guarded().snapshot()).isEqualTo(new TallyRecord(2 * times, 4 * times));
    }
  }

  private static void incrementInTwoProcesses(Increments.Way way, Path path, int times) throws Exception {
    try (ChildJvm one = ChildJvm.start(Increments.class, way, path, times);
        ChildJvm other = ChildJvm.start(Increments.class, way, path, times)) {
      one.awaitLine("ready");
      other.awaitLine("ready");
      one.goOn();
      other.goOn();
      one.finish();
      other.finish();
    }
  }
}
