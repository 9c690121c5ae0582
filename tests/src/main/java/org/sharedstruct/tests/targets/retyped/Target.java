package org.sharedstruct.tests.targets.retyped;

import org.sharedstruct.SharedStruct;

/** A field has another type of the same size. */
@SharedStruct
public interface Target {

  /** East. */
  float x();

  /** North. */
  int y();

  /** Speed. */
  float speed();
}
