package org.sharedstruct.types;

import org.sharedstruct.Atomic;
import org.sharedstruct.SharedStruct;

/** A C {@code int} (typecode {@code 'i'}, ctypes {@code c_int}): four bytes. */
@SharedStruct("Int")
public interface IntValue {

  /**
   * The number.
   *
   * @return the value
   */
  @Atomic
  int value();
}
