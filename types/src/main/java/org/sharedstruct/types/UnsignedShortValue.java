package org.sharedstruct.types;

import org.sharedstruct.SharedStruct;
import org.sharedstruct.Unsigned;

/** A C {@code unsigned short} (typecode {@code 'H'}, ctypes {@code c_ushort}): two bytes, 0 to 65,535. */
@SharedStruct("UnsignedShort")
public interface UnsignedShortValue {

  /**
   * The number.
   *
   * @return the value
   */
  @Unsigned(16)
  int value();
}
