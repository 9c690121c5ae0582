package org.sharedstruct.benchmarks;

import java.util.Locale;

/** A time that is measured again and again while there is more and more of something. */
enum Curve {
  ATTACH_TO_ARRAY("attach to an array of %,d"),
  UPDATE_IN_ARRAY("update of an element, in an array of %,d"),
  GET_IN_ARRAY("get of an element, without a lock, in an array of %,d"),
  ATTACH_IN_CROWD("attach to an array, as one of %,d processes"),
  UPDATE_IN_CROWD("update of an element, as one of %,d processes that are attached");

  private final String pattern;

  Curve(String pattern) {
    this.pattern = pattern;
  }

  /** The figure at one point. */
  Figure at(long much) {
    return Figure.time(String.format(Locale.ROOT, pattern, much));
  }
}
