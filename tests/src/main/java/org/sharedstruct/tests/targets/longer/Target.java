package org.sharedstruct.tests.targets.longer;

import org.sharedstruct.SharedStruct;

/** There is a field more. */
@SharedStruct
public interface Target {

  /** East. */
  float x();

  /** North. */
  float y();

  /** Speed. */
  float speed();

  /** Course. */
  float course();
}
