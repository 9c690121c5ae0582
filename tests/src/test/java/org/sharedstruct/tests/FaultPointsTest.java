package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharedstruct.tests.child.DiesInUpdates;
import org.sharedstruct.tests.child.FailsAtEachPoint;

/**
 * Each call and each allocation of the library fails once, in each operation: all or nothing is
 * written, nobody is kept waiting, and the thread can do the same again.
 */
class FaultPointsTest {

  /** All operations together had five times as many when this was written. */
  private static final long FEWEST_POINTS = 1_500;

  @TempDir Path classes;
  @TempDir Path folder;

  private FaultPoints points;

  @BeforeEach
  void insertPoints() throws Exception {
    points = new FaultPoints(classes).addLibrary().addViews(Parcel.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ONCE", "FROM_ON"})
  void whateverFailsInAnOperationItIsWholeOrUndoneAndTheLockIsFree(String mode) throws Exception {
    try (ChildJvm dead = ChildJvm.start(DiesInUpdates.class, folder)) {
      dead.awaitLine(DiesInUpdates.ALL_STOPPED);
      dead.kill();
    }
    FaultReport report = FaultReport.of(
        ChildJvm.run(points.command(FailsAtEachPoint.class, mode, folder)));
    assertThat(report.violations().stream().map(points::describe).toList()).as(mode).isEmpty();
    assertThat(report.failures()).as("points of %s", report).isGreaterThan(FEWEST_POINTS);
  }
}
