package org.sharedstruct.examples.pursuit;

import org.sharedstruct.SharedStruct;

/** A point in the plane: what the detector publishes about the target. */
@SharedStruct
public interface XY {

  /** East, from -1 to 1 on the {@link Course}. */
  float x();

  /** North, from -1 to 1 on the {@link Course}. */
  float y();
}
