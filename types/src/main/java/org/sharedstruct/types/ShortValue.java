package org.sharedstruct.types;

import org.sharedstruct.SharedStruct;

/** A C {@code short} (typecode {@code 'h'}, ctypes {@code c_short}): two bytes. */
@SharedStruct("Short")
public interface ShortValue {

  /**
   * The number.
   *
   * @return the value
   */
  short value();
}
