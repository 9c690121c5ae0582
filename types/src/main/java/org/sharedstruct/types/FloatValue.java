package org.sharedstruct.types;

import org.sharedstruct.Atomic;
import org.sharedstruct.SharedStruct;

/** A C {@code float} (typecode {@code 'f'}, ctypes {@code c_float}): four bytes. */
@SharedStruct("Float")
public interface FloatValue {

  /**
   * The number.
   *
   * @return the value
   */
  @Atomic
  float value();
}
