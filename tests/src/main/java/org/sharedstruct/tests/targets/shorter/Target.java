package org.sharedstruct.tests.targets.shorter;

import org.sharedstruct.SharedStruct;

/** There is a field less. */
@SharedStruct
public interface Target {

  /** East. */
  float x();

  /** North. */
  float y();
}
