package org.sharedstruct.types;

import org.sharedstruct.SharedStruct;

/**
 * A C {@code char} (typecode {@code 'c'}, ctypes {@code c_char}): one byte of a text, unlike Java's {@code char},
 * which has two. {@link Chars} makes a text of an array of these.
 */
@SharedStruct("Char")
public interface CharValue {

  /**
   * One byte, -128 to 127.
   *
   * @return the value
   */
  byte value();
}
