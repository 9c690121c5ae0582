package org.sharedstruct.types;

import org.sharedstruct.Atomic;
import org.sharedstruct.SharedStruct;

/**
 * A C {@code unsigned long} or {@code unsigned long long} of 64-bit Linux (typecodes {@code 'L'} and {@code
 * 'Q'}, ctypes {@code c_ulong} and {@code c_ulonglong}): eight bytes, 0 to 2<sup>64</sup> - 1.
 *
 * <p>Java has no wider integer. Values from 2<sup>63</sup> on are negative {@code long}s with the same bits: print
 * them with {@link Long#toUnsignedString(long)}, read them with {@link Long#parseUnsignedLong(String)}, compare
 * them with {@link Long#compareUnsigned}; sums, differences and products need nothing special.
 */
@SharedStruct("UnsignedLong")
public interface UnsignedLongValue {

  /**
   * The 64 bits.
   *
   * @return the value
   */
  @Atomic
  long value();
}
