package org.sharedstruct.types;

import org.sharedstruct.SharedStruct;

/** A C {@code bool} (ctypes {@code c_bool}): one byte, 0 or 1. */
@SharedStruct("Boolean")
public interface BooleanValue {

  /**
   * True or false.
   *
   * @return the value
   */
  boolean value();
}
