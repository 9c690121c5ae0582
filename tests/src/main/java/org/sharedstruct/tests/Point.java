package org.sharedstruct.tests;

import org.sharedstruct.SharedStruct;

/** A struct to be part of others: 16 bytes, 4 of them padding. */
@SharedStruct
public interface Point {

  /** Four bytes. */
  float x();

  /** Eight bytes. */
  double y();
}
