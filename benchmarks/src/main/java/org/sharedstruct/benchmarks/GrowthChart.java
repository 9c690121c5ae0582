package org.sharedstruct.benchmarks;

import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CombinedRangeXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** What comes of an attach and of an update when there are more elements, and more processes. */
final class GrowthChart {

  private static final int WIDTH = 900;
  private static final int HEIGHT = 400;

  /** A line for each of them, the same in both halves. */
  private static final Map<String, Color> LINES = lines();

  private final Ledger ledger;

  private GrowthChart(Ledger ledger) {
    this.ledger = ledger;
  }

  private static Map<String, Color> lines() {
    Map<String, Color> lines = new LinkedHashMap<>();
    lines.put("attach", new Color(0xd29922));
    lines.put("update", Drawing.OURS);
    lines.put("get, without a lock", new Color(0x3fb950));
    return lines;
  }

  /** Draws it, of what has been measured. */
  static void write(Ledger ledger, Extent extent, Path file) throws IOException {
    GrowthChart chart = new GrowthChart(ledger);
    XYSeriesCollection lengths = chart.values(extent.lengths(),
        List.of(Curve.ATTACH_TO_ARRAY, Curve.UPDATE_IN_ARRAY, Curve.GET_IN_ARRAY));
    XYSeriesCollection processes = chart.values(extent.attached(),
        List.of(Curve.ATTACH_IN_CROWD, Curve.UPDATE_IN_CROWD));
    if (isEmpty(lengths) && isEmpty(processes)) {
      return;
    }
    CombinedRangeXYPlot both = new CombinedRangeXYPlot(Drawing.logarithmic("ns (median, logarithmic)", 10));
    both.setGap(40);
    both.add(plot(Drawing.logarithmic("elements of the array (logarithmic)", 10), lengths));
    both.add(plot(Drawing.logarithmic("processes attached (logarithmic)", 2), processes));
    JFreeChart drawn = new JFreeChart(null, null, both, false);
    drawn.addSubtitle(legend(both.getSubplots().getFirst()));
    Drawing.write(drawn, WIDTH, HEIGHT, file);
  }

  private static boolean isEmpty(XYSeriesCollection lines) {
    return Double.isNaN(lines.getDomainUpperBound(false));
  }

  private XYSeriesCollection values(List<Long> points, List<Curve> curves) {
    XYSeriesCollection lines = new XYSeriesCollection();
    List<String> names = List.copyOf(LINES.keySet());
    for (int i = 0; i < curves.size(); i++) {
      XYSeries line = new XYSeries(names.get(i));
      for (long point : points) {
        for (Row row : ledger.rows(curves.get(i).at(point))) {
          if (row.hasValues()) {
            line.add(point, row.statistics().median());
          }
        }
      }
      lines.addSeries(line);
    }
    return lines;
  }

  private static XYPlot plot(ValueAxis axis, XYSeriesCollection lines) {
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, true);
    List<Color> colours = List.copyOf(LINES.values());
    for (int i = 0; i < lines.getSeriesCount(); i++) {
      renderer.setSeriesPaint(i, colours.get(i));
      renderer.setSeriesStroke(i, Drawing.line());
      renderer.setSeriesShape(i, new Ellipse2D.Double(-3, -3, 6, 6));
    }
    XYPlot plot = new XYPlot(lines, axis, null, renderer);
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinePaint(Drawing.GRID);
    return plot;
  }

  private static LegendTitle legend(XYPlot plot) {
    LegendTitle legend = new LegendTitle(plot);
    legend.setPosition(RectangleEdge.TOP);
    legend.setItemFont(Drawing.FONT);
    legend.setItemPaint(Drawing.TEXT);
    legend.setBackgroundPaint(null);
    return legend;
  }
}
