package org.sharedstruct.tests;

import org.sharedstruct.SharedStruct;
import org.sharedstruct.Update;

/** A struct with a setter, for use within others. */
@SharedStruct
public interface Corner {

  /** From left to right. */
  int x();

  /** Sets it. */
  void x(int x);

  /** Sets it to the beginning. */
  @Update
  default void reset() {
    x(0);
  }
}
