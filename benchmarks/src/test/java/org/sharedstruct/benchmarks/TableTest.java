package org.sharedstruct.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table says what was measured, and ratios are of values from the same round. */
class TableTest {

  private static final Figure TIME = Figure.time("work");
  private static final Figure SHARE = new Figure("share", "%");

  @Test
  void eachRivalIsComparedWithOursOfBothKinds() throws Exception {
    assertThat(table(
        new Known("ours", Side.OURS, TIME, List.of(10.0, 12.0, 14.0)),
        new Known("ours native", Side.OURS_NATIVE, TIME, List.of(3.0)),
        new Known("slow", Side.RIVAL, TIME, List.of(24.0)),
        new Known("absent", Side.RIVAL, TIME, List.of()))).isEqualTo("""
        | what | who         |            median | unit | error |     min to max |         ours / this |       native / this |
        |------|-------------|------------------:|------|------:|---------------:|--------------------:|--------------------:|
        | work | ours        |             12.00 | ns   | 36.49 | 10.00 to 14.00 |                     |                     |
        |      | ours native |              3.00 | ns   |     - |   3.00 to 3.00 |                     |                     |
        |      | slow        |             24.00 | ns   |     - | 24.00 to 24.00 | 0.50 (0.50 to 0.50) | 0.13 (0.13 to 0.13) |
        |      | absent      | a tool is missing |      |       |                |                     |                     |
        """);
  }

  @Test
  void oneOfOursIsARivalOutsideOfItsOwnFigure() {
    Figure ofElement = Figure.time("work on an element");
    InsideContender single = new InsideContender(
        List.of(TIME, ofElement), "ours", Side.OURS, TableTest.class, "none", List.of(), Path.of("unused"));
    assertThat(single.side(TIME)).isEqualTo(Side.OURS);
    assertThat(single.side(ofElement)).isEqualTo(Side.RIVAL);
    assertThat(single.side(Figure.ALLOCATED)).isEqualTo(Side.OURS);
  }

  @Test
  void whatOursAllocateComesLast() throws Exception {
    assertThat(table(
        new Known("first", Side.OURS, Figure.ALLOCATED, List.of(0.0)),
        new Known("second", Side.OURS, TIME, List.of(1.0)))).containsSubsequence("second", "first");
  }

  @Test
  void sharesAreNotDivided() throws Exception {
    assertThat(table(
        new Known("ours", Side.OURS, SHARE, List.of(50.0)),
        new Known("rival", Side.RIVAL, SHARE, List.of(40.0)))).doesNotContain("1.25");
  }

  @Test
  void whoCameToNothingInItsTimeHasNoFigure() throws Exception {
    assertThat(table(new Known("slow", Side.OURS, TIME, List.of(0.0 / 0)))).contains("|      - | ns   |");
  }

  private static String table(Contender... contenders) throws Exception {
    return Table.of(new Benchmarks(Plan.SMOKE, List.of(contenders)).run()).toString();
  }
}
