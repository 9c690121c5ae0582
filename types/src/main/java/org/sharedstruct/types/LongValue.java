package org.sharedstruct.types;

import org.sharedstruct.Atomic;
import org.sharedstruct.SharedStruct;

/**
 * A C {@code long} or {@code long long} of 64-bit Linux (typecodes {@code 'l'} and {@code 'q'}, ctypes {@code
 * c_long} and {@code c_longlong}): eight bytes.
 */
@SharedStruct("Long")
public interface LongValue {

  /**
   * The number.
   *
   * @return the value
   */
  @Atomic
  long value();
}
