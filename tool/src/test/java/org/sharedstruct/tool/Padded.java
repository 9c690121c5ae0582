package org.sharedstruct.tool;

import org.sharedstruct.SharedStruct;

/** Ends with padding. */
@SharedStruct
public interface Padded {

  /** Of 8 bytes. */
  long first();

  /** Of one, behind which 7 are lost. */
  byte last();
}
