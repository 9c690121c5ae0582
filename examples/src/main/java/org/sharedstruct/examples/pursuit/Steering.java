package org.sharedstruct.examples.pursuit;

import org.sharedstruct.SharedStruct;

/** Where the pursuer is, which are the fields of {@link XY}, and where the planner sends it. */
@SharedStruct
public interface Steering extends XY {

  /** Direction of travel in radians, counter-clockwise from east. */
  float heading();

  /** Units of the plane per second. */
  float speed();

  /** How often the planner has steered. */
  long ticks();
}
