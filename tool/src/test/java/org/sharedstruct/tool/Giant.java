package org.sharedstruct.tool;

import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;

/** Fills thousands of cache lines with one field. */
@SharedStruct
public interface Giant {

  /** In the first of them. */
  byte before();

  /** In all of them. */
  @Length(100_000) long value(int index);

  /** In the last of them. */
  byte after();
}
