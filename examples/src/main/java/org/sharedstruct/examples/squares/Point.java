package org.sharedstruct.examples.squares;

import org.sharedstruct.SharedStruct;

/** A point in the plane, in Python {@code _fields_ = [('x', c_double), ('y', c_double)]}. */
@SharedStruct
public interface Point {

  /** East. */
  double x();

  /** North. */
  double y();
}
