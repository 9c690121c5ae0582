package org.sharedstruct.tests.targets.moved;

import org.sharedstruct.SharedStruct;

/** Two fields have changed places. */
@SharedStruct
public interface Target {

  /** North. */
  float y();

  /** East. */
  float x();

  /** Speed. */
  float speed();
}
