package org.sharedstruct.tests;

import org.sharedstruct.SharedStruct;

/** Each of the eight primitives, in an order that needs padding; {@code eight.c} declares the same. */
@SharedStruct
public interface Eight {

  /** One byte, then three of padding. */
  boolean flag();

  /** Four bytes. */
  int medium();

  /** One byte, then seven of padding. */
  byte tiny();

  /** Eight bytes. */
  long large();

  /** Two bytes, then six of padding. */
  short small();

  /** Eight bytes. */
  double exact();

  /** Two bytes, unsigned, then two of padding. */
  char letter();

  /** Four bytes. */
  float ratio();
}
