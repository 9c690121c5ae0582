package org.sharedstruct.tests;

import org.sharedstruct.SharedStruct;

/** A count and its double, which every commit keeps in step. */
@SharedStruct
public interface Tally {

  /** How often something was counted. */
  long count();

  /** Twice as much. */
  long twice();

  /** Zero in every commit; two getters in a row may see two commits, a default method may not. */
  default long difference() {
    return twice() - 2 * count();
  }
}
