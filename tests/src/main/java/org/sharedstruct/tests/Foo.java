package org.sharedstruct.tests;

import org.sharedstruct.SharedStruct;

/** The struct of Python's own tests of shared ctypes. */
@SharedStruct
public interface Foo {

  /** Four bytes. */
  int x();

  /** Eight bytes. */
  double y();

  /** Eight bytes. */
  long z();
}
