package org.sharedstruct.tests;

import org.sharedstruct.Align;
import org.sharedstruct.Atomic;
import org.sharedstruct.SharedStruct;

/** A counter that shares its cache line with nothing. */
@SharedStruct
@Align(64)
public interface CacheLine {

  /** Eight bytes of 64. */
  @Atomic
  long count();
}
