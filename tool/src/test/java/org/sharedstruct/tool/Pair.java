package org.sharedstruct.tool;

import org.sharedstruct.SharedStruct;

/** Two numbers that are the same in each commit. */
@SharedStruct
public interface Pair {

  /** The one. */
  long one();

  /** The other. */
  long other();
}
