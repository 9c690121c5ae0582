package org.sharedstruct.tool;

import org.sharedstruct.SharedStruct;

/** Where something is. */
@SharedStruct
public interface Pose {

  /** To the right. */
  double x();

  /** To the front. */
  double y();
}
