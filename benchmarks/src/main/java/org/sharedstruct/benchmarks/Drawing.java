package org.sharedstruct.benchmarks;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.text.TextUtils;

/**
 * What all charts have in common. They have no background, and colours of medium brightness: they are read on
 * white pages and on black ones.
 */
final class Drawing {

  static final Color OURS = new Color(0x2f81f7);
  static final Color RIVALS = new Color(0x8b949e);
  static final Color TEXT = new Color(0x777777);
  static final Color GRID = new Color(0x777777 & 0xffffff | 0x80000000, true);
  static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);

  static {
    // Text that stands upright stays text, and does not become outlines.
    TextUtils.setUseDrawRotatedStringWorkaround(false);
  }

  private Drawing() {}

  /** An axis on which each line is so many times the one before. */
  static ValueAxis logarithmic(String label, int base) {
    ValueAxis axis = new PowerAxis(label, base, NumberFormat.getCompactNumberInstance(
        Locale.ENGLISH, NumberFormat.Style.SHORT));
    style(axis);
    return axis;
  }

  /** So that no number looks different where the machine's language is another one. */
  static NumberFormat number() {
    return new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT));
  }

  private static void style(ValueAxis axis) {
    axis.setLabelFont(FONT);
    axis.setLabelPaint(TEXT);
    axis.setTickLabelFont(FONT);
    axis.setTickLabelPaint(TEXT);
    axis.setAxisLineVisible(false);
    axis.setTickMarksVisible(false);
  }

  static BasicStroke line() {
    return new BasicStroke(2);
  }

  static void write(JFreeChart chart, int width, int height, Path file) throws IOException {
    chart.setBackgroundPaint(null);
    chart.setBorderVisible(false);
    chart.getPlot().setBackgroundPaint(null);
    chart.getPlot().setOutlineVisible(false);
    VectorGraphics2D graphics = new VectorGraphics2D();
    chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height));
    ByteArrayOutputStream svg = new ByteArrayOutputStream();
    new SVGProcessor().getDocument(graphics.getCommands(), new PageSize(width, height)).writeTo(svg);
    // The name is that of a font of this machine; a reader of the chart may have others.
    Files.writeString(file,
        svg.toString(StandardCharsets.UTF_8).replaceAll("font-family:&quot;[^&]*&quot;", "font-family:sans-serif"));
  }
}
