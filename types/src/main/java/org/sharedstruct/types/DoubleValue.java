package org.sharedstruct.types;

import org.sharedstruct.Atomic;
import org.sharedstruct.SharedStruct;

/** A C {@code double} (typecode {@code 'd'}, ctypes {@code c_double}): eight bytes. */
@SharedStruct("Double")
public interface DoubleValue {

  /**
   * The number.
   *
   * @return the value
   */
  @Atomic
  double value();
}
