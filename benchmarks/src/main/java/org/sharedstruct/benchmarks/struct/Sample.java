package org.sharedstruct.benchmarks.struct;

import org.sharedstruct.SharedStruct;

/** An element of a long array that is written in bulk. */
@SharedStruct
public interface Sample {

  /** The only field, so that the array lies in memory as one on the heap does. */
  float value();
}
