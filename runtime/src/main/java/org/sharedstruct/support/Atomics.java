package org.sharedstruct.support;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.invoke.VarHandle;

/** The handles by which generated raw views reach atomic fields; their orderings hold between processes. */
public final class Atomics {

  /** Of an {@code int}. */
  public static final VarHandle INT = JAVA_INT.varHandle();

  /** Of a {@code long}. */
  public static final VarHandle LONG = JAVA_LONG.varHandle();

  /** Of a {@code float}. */
  public static final VarHandle FLOAT = JAVA_FLOAT.varHandle();

  /** Of a {@code double}. */
  public static final VarHandle DOUBLE = JAVA_DOUBLE.varHandle();

  /** Of a byte, for a look at memory that the compiler must not leave out. */
  static final VarHandle BYTE = JAVA_BYTE.varHandle();

  private Atomics() {}
}
