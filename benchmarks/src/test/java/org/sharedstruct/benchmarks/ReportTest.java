package org.sharedstruct.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a run say what was measured, who was missing, and where it holds. */
class ReportTest {

  private static final Extent EXTENT = new Extent(List.of(1L, 1_000_000L), List.of(2L, 64L), List.of(), 1);

  @TempDir
  private Path folder;

  @Test
  void theFiguresAreKeptRoundByRound() throws Exception {
    write(new Known("ours", Side.OURS, Contenders.UPDATE, List.of(10.0, 12.0, 14.0)),
        new Known("absent", Side.RIVAL, Contenders.UPDATE, List.of()));
    Map<String, Object> json = JSON.std.mapFrom(folder.resolve("performance.json").toFile());
    assertThat(json.get("machine")).asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsKeys("processor", "processors", "system", "java");
    assertThat(json.get("figures")).isEqualTo(List.of(Map.of("what", Contenders.UPDATE.what(), "unit", "ns", "rows",
        List.of(
            Map.of("who", "ours", "side", "OURS", "median", 12.0, "rounds", List.of(List.of(10.0, 12.0, 14.0))),
            Map.of("who", "absent", "side", "RIVAL", "missing", "a tool is missing")))));
  }

  @Test
  void theBarsAreSortedAndOursAreSeen() throws Exception {
    write(new Known("slowest", Side.RIVAL, Contenders.UPDATE, List.of(1_000.0)),
        new Known("ours", Side.OURS, Contenders.UPDATE, List.of(25.0)),
        new Known("an element", Side.OURS, Contenders.UPDATE_OF_ELEMENT, List.of(30.0)),
        new Known("fastest", Side.RIVAL, Contenders.UPDATE, List.of(5.0)),
        new Known("absent", Side.RIVAL, Contenders.UPDATE, List.of()));
    String chart = Files.readString(folder.resolve("performance-update.svg"));
    assertThat(chart).containsSubsequence("fastest", "ours", "an element", "slowest").doesNotContain("absent");
    assertThat(chart).contains("ns per update").contains("1,000").contains(style(Drawing.OURS), style(Drawing.RIVALS));
  }

  @Test
  void theLinesOfGrowthAreInOneChart() throws Exception {
    List<Contender> points = new ArrayList<>();
    for (Curve curve : List.of(Curve.ATTACH_TO_ARRAY, Curve.UPDATE_IN_ARRAY, Curve.GET_IN_ARRAY)) {
      EXTENT.lengths().forEach(length -> points.add(point(curve, length)));
    }
    for (Curve curve : List.of(Curve.ATTACH_IN_CROWD, Curve.UPDATE_IN_CROWD)) {
      EXTENT.attached().forEach(many -> points.add(point(curve, many)));
    }
    write(points.toArray(Contender[]::new));
    assertThat(Files.readString(folder.resolve("performance-growth.svg")))
        .contains("attach", "update", "get, without a lock", "elements of the array", "processes attached", "1M");
  }

  private static Contender point(Curve curve, long much) {
    return new Known("ours", Side.OURS, curve.at(much), List.of(10.0 * (1 + curve.ordinal()) + much % 7));
  }

  private void write(Contender... contenders) throws Exception {
    new Report(new Benchmarks(Plan.SMOKE, List.of(contenders)).run(), Plan.SMOKE).write(folder, EXTENT);
  }

  private static String style(Color colour) {
    return "fill:rgb(%d,%d,%d)".formatted(colour.getRed(), colour.getGreen(), colour.getBlue());
  }
}
