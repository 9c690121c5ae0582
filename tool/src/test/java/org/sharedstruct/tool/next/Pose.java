package org.sharedstruct.tool.next;

import org.sharedstruct.SharedStruct;

/** Lacks a field. */
@SharedStruct
public interface Pose {

  /** As before. */
  double x();
}
