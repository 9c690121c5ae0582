package org.sharedstruct.tests;

import org.sharedstruct.Align;
import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;

/** A struct with holes, since its fields are aligned to more than they need. */
@SharedStruct
public interface Spacious {

  /** At the beginning. */
  byte first();

  /** Behind a hole. */
  @Align(32)
  short second();

  /** Each in a cache line of its own. */
  @Length(2)
  CacheLine line(int index);
}
