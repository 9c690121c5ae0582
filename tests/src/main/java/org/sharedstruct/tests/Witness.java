package org.sharedstruct.tests;

import org.sharedstruct.SharedStruct;

/**
 * What writers say of themselves outside the guard, field by field in raw memory, so that it stays when they
 * are killed: who is inside, and how many of their commits have returned.
 */
@SharedStruct
public interface Witness extends Counts {

  /** The process that is inside; zero if it has left. */
  long inside();
}
