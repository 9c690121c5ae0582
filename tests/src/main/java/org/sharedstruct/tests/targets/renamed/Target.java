package org.sharedstruct.tests.targets.renamed;

import org.sharedstruct.SharedStruct;

/** A field has another name. */
@SharedStruct
public interface Target {

  /** East. */
  float x();

  /** North. */
  float north();

  /** Speed. */
  float speed();
}
