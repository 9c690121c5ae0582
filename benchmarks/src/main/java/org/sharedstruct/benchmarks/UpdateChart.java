package org.sharedstruct.benchmarks;

import java.awt.Paint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.labels.ItemLabelAnchor;
import org.jfree.chart.labels.ItemLabelPosition;
import org.jfree.chart.labels.StandardCategoryItemLabelGenerator;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.category.DefaultCategoryDataset;

/** What an update costs with each of the contenders, the fastest first. */
final class UpdateChart {

  private static final int WIDTH = 900;
  private static final int HEIGHT_OF_BAR = 30;
  private static final int HEIGHT_OF_AXIS = 60;

  private UpdateChart() {}

  /** Draws it, of those who have a figure. */
  static void write(Ledger ledger, Path file) throws IOException {
    List<Row> rows = rows(ledger);
    if (rows.isEmpty()) {
      return;
    }
    DefaultCategoryDataset values = new DefaultCategoryDataset();
    rows.forEach(row -> values.addValue(row.statistics().median(), "median", row.name().replace("`", "")));
    CategoryPlot plot = new CategoryPlot(
        values, names(), Drawing.logarithmic("ns per update (median, logarithmic)", 10), new Bars(rows));
    plot.setOrientation(PlotOrientation.HORIZONTAL);
    plot.setRangeGridlinePaint(Drawing.GRID);
    plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
    // Room for the number at the end of the longest bar.
    plot.getRangeAxis().setRange(1, 3 * rows.getLast().statistics().median());
    Drawing.write(new JFreeChart(null, null, plot, false),
        WIDTH, HEIGHT_OF_BAR * rows.size() + HEIGHT_OF_AXIS, file);
  }

  /** Each one once, though some are in several figures. */
  private static List<Row> rows(Ledger ledger) {
    Set<String> names = new HashSet<>();
    List<Row> rows = new ArrayList<>();
    Contenders.UPDATES.stream()
        .flatMap(figure -> ledger.rows(figure).stream())
        .filter(row -> row.hasValues() && names.add(row.name()))
        .forEach(rows::add);
    rows.sort(Comparator.comparing(row -> row.statistics().median()));
    return rows;
  }

  private static CategoryAxis names() {
    CategoryAxis axis = new CategoryAxis();
    axis.setTickLabelFont(Drawing.FONT);
    axis.setTickLabelPaint(Drawing.TEXT);
    axis.setAxisLineVisible(false);
    axis.setTickMarksVisible(false);
    axis.setMaximumCategoryLabelWidthRatio(1);
    axis.setCategoryLabelPositionOffset(12);
    return axis;
  }

  /** Ours have another colour, and each bar has its number behind it. */
  private static final class Bars extends BarRenderer {

    private static final long serialVersionUID = 1L;

    private final transient List<Row> rows;

    Bars(List<Row> rows) {
      this.rows = rows;
      setBarPainter(new StandardBarPainter());
      setShadowVisible(false);
      setDefaultItemLabelsVisible(true);
      setDefaultItemLabelGenerator(new StandardCategoryItemLabelGenerator("{2}", Drawing.number()));
      setDefaultItemLabelFont(Drawing.FONT);
      setDefaultItemLabelPaint(Drawing.TEXT);
      setDefaultPositiveItemLabelPosition(
          new ItemLabelPosition(ItemLabelAnchor.OUTSIDE3, TextAnchor.CENTER_LEFT));
    }

    @Override
    public Paint getItemPaint(int series, int bar) {
      return rows.get(bar).side() == Side.RIVAL ? Drawing.RIVALS : Drawing.OURS;
    }
  }
}
