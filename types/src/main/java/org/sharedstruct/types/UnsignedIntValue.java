package org.sharedstruct.types;

import org.sharedstruct.Atomic;
import org.sharedstruct.SharedStruct;
import org.sharedstruct.Unsigned;

/**
 * A C {@code unsigned int} (typecode {@code 'I'}, ctypes {@code c_uint}): four bytes, 0 to 4,294,967,295.
 */
@SharedStruct("UnsignedInt")
public interface UnsignedIntValue {

  /**
   * The number.
   *
   * @return the value
   */
  @Atomic
  @Unsigned(32)
  long value();
}
