package org.sharedstruct.support;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.invoke.VarHandle;

/** The handles by which raw views reach atomic fields; their orderings hold between processes. */
final class Atomics {

  /** Of an {@code int}. */
  static final VarHandle INT = JAVA_INT.varHandle();

  /** Of a {@code long}. */
  static final VarHandle LONG = JAVA_LONG.varHandle();

  /** Of a {@code float}. */
  static final VarHandle FLOAT = JAVA_FLOAT.varHandle();

  /** Of a {@code double}. */
  static final VarHandle DOUBLE = JAVA_DOUBLE.varHandle();

  /** Of a byte, for a look at memory that the compiler must not leave out. */
  static final VarHandle BYTE = JAVA_BYTE.varHandle();

  private Atomics() {}
}
