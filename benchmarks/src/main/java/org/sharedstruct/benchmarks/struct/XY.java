package org.sharedstruct.benchmarks.struct;

import org.sharedstruct.SharedStruct;

/** Two floats: a small struct, where the cost of the guard shows most. */
@SharedStruct
public interface XY {

  /** The one that is incremented. */
  float x();

  /** The other half of the struct. */
  float y();
}
