package org.sharedstruct.types;

import org.sharedstruct.SharedStruct;
import org.sharedstruct.Unsigned;

/** A C {@code unsigned char} (typecode {@code 'B'}, ctypes {@code c_ubyte}): one byte, 0 to 255. */
@SharedStruct("UnsignedByte")
public interface UnsignedByteValue {

  /**
   * The number.
   *
   * @return the value
   */
  @Unsigned(8)
  int value();
}
