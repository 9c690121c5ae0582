package org.sharedstruct.tests;

import org.sharedstruct.SharedStruct;

/** An {@link XY} with a height: what is derived can be given wherever the base is asked for. */
@SharedStruct
public interface XYZ extends XY {

  /** Up. */
  float z();
}
