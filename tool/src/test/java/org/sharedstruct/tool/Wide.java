package org.sharedstruct.tool;

import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;

/** Lies in several cache lines, with room for more. */
@SharedStruct(size = 160)
public interface Wide {

  /** One byte, and a hole behind it. */
  byte kind();

  /** In the next line as well. */
  @Length(10) long value(int index);
}
