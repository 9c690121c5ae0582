package org.sharedstruct.benchmarks;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueTick;
import org.jfree.chart.ui.RectangleEdge;

/** A logarithmic axis whose numbers are plain text: the usual ones become outlines in SVG. */
final class PowerAxis extends LogAxis {

  private static final long serialVersionUID = 1L;

  private final NumberFormat format;

  /**
   * With a line at each power.
   *
   * @param label of the whole axis
   * @param base so many times the number of the line before is that of a line
   * @param format of these numbers
   */
  PowerAxis(String label, int base, NumberFormat format) {
    super(label);
    this.format = format;
    setBase(base);
    setNumberFormatOverride(format);
    setTickUnit(new NumberTickUnit(1));
    setMinorTickMarksVisible(false);
  }

  @Override
  public List<NumberTick> refreshTicks(Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
    List<NumberTick> plain = new ArrayList<>();
    for (Object each : super.refreshTicks(graphics, state, area, edge)) {
      ValueTick tick = (ValueTick) each;
      plain.add(new NumberTick(tick.getTickType(), tick.getValue(), format.format(tick.getValue()),
          tick.getTextAnchor(), tick.getRotationAnchor(), tick.getAngle()));
    }
    return plain;
  }
}
