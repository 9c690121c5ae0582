package org.sharedstruct.tool.output;

/**
 * The last values of a number as a small line of blocks, the least of them low and the most high.
 */
public final class Sparkline {

  private static final String BLOCKS = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";

  private final double[] values;
  private long count;

  /**
   * An empty line.
   *
   * @param width how many values it shows, one in each column
   */
  public Sparkline(int width) {
    values = new double[width];
  }

  /**
   * Adds a value at the right; the one at the left goes.
   *
   * @param value any; one that is not finite is a gap
   */
  public void add(double value) {
    values[(int) (count++ % values.length)] = value;
  }

  /** The line, as wide as it was made, with space at the left as long as it has fewer values. */
  @Override
  public String toString() {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    int known = (int) Math.min(count, values.length);
    for (int i = 0; i < known; i++) {
      if (Double.isFinite(values[i])) {
        least = Math.min(least, values[i]);
        most = Math.max(most, values[i]);
      }
    }
    StringBuilder line = new StringBuilder(" ".repeat(values.length - known));
    for (long i = count - known; i < count; i++) {
      line.append(block(values[(int) (i % values.length)], least, most));
    }
    return line.toString();
  }

  private static char block(double value, double least, double most) {
    if (!Double.isFinite(value)) {
      return ' ';
    }
    double range = most / 2 - least / 2; // halves: the difference of two doubles may be infinite
    double share = range > 0 ? (value / 2 - least / 2) / range : 0;
    return BLOCKS.charAt((int) Math.min(BLOCKS.length() - 1, share * BLOCKS.length()));
  }
}
