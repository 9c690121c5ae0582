package org.sharedstruct.examples.pursuit;

import java.util.ArrayDeque;
import java.util.Deque;

/** Where something has been in the last seconds. */
final class Trail {

  private static final int LENGTH = 300;

  private final Deque<XY> points = new ArrayDeque<>();

  /** Adds the newest point; the oldest are forgotten. */
  void add(XY point) {
    points.addLast(point);
    if (points.size() > LENGTH) {
      points.removeFirst();
    }
  }

  /** Draws all points as small dots. */
  void draw(Plot plot, Ink ink) {
    points.forEach(point -> plot.dot(point, ink));
  }
}
