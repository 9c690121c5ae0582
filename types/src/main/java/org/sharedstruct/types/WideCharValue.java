package org.sharedstruct.types;

import org.sharedstruct.Atomic;
import org.sharedstruct.SharedStruct;

/**
 * A C {@code wchar_t} of Linux (typecode {@code 'u'}, ctypes {@code c_wchar}): four bytes, a Unicode code
 * point. {@link Chars} makes a text of an array of these.
 */
@SharedStruct("WideChar")
public interface WideCharValue {

  /**
   * A code point.
   *
   * @return the value
   */
  @Atomic
  int value();
}
