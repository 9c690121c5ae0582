package org.sharedstruct.examples.pursuit;

/**
 * The way of the target: the curve {@code y = 16x^5 - 20x^3 + 5x}, to and fro between -1 and 1.
 *
 * <p>It is the fifth Chebyshev polynomial, so that {@code x = cos t} gives {@code y = cos 5t}, a smooth
 * swing. What matters here is that y follows from x by float arithmetic, which Java defines to the last
 * bit: whoever reads a point can tell whether its x and its y belong together.
 */
final class Course {

  /** Seconds for the way there and back. */
  private static final double PERIOD = 12;

  private Course() {}

  /**
   * Where the target is.
   *
   * @param seconds since it set out
   * @return east, from -1 to 1
   */
  static float x(double seconds) {
    return (float) Math.cos(2 * Math.PI * seconds / PERIOD);
  }

  /**
   * The curve.
   *
   * @param x east
   * @return north, the same bits in every process
   */
  static float y(float x) {
    float square = x * x;
    return ((16 * square - 20) * square + 5) * x;
  }

  /**
   * Tells a point of one commit from a mixture of two.
   *
   * @param point a record and no view: its two fields must not change in between
   * @return whether it lies on the curve, exactly
   */
  static boolean contains(XYRecord point) {
    return point.y() == y(point.x());
  }
}
