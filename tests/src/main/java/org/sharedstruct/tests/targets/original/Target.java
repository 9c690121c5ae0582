package org.sharedstruct.tests.targets.original;

import org.sharedstruct.SharedStruct;

/** The struct that a file is written with. */
@SharedStruct
public interface Target {

  /** East. */
  float x();

  /** North. */
  float y();

  /** Speed. */
  float speed();
}
