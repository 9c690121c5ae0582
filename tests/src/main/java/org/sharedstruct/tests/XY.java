package org.sharedstruct.tests;

import org.sharedstruct.SharedStruct;

/** The struct of the story. */
@SharedStruct
public interface XY {

  /** East. */
  float x();

  /** North. */
  float y();

  /** The distance from the origin. */
  default double norm() {
    return Math.hypot(x(), y());
  }
}
