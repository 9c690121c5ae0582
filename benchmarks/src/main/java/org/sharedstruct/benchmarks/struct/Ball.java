package org.sharedstruct.benchmarks.struct;

import org.sharedstruct.SharedStruct;

/** What two processes throw to each other, to see how fast one wakes the other. */
@SharedStruct
public interface Ball {

  /** Which throw this is; the answer carries the same number. */
  long number();
}
