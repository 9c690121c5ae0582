package org.sharedstruct.types;

import org.sharedstruct.SharedStruct;

/** A C {@code signed char} (typecode {@code 'b'}, ctypes {@code c_byte}): one byte, -128 to 127. */
@SharedStruct("Byte")
public interface ByteValue {

  /**
   * The number.
   *
   * @return the value
   */
  byte value();
}
