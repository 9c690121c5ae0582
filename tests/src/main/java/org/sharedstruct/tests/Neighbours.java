package org.sharedstruct.tests;

import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;
import org.sharedstruct.Unsigned;

/** Fields side by side, every other one for another process. */
@SharedStruct
public interface Neighbours {

  /** For the first process. */
  byte a();

  /** For the second. */
  byte b();

  /** For the first. */
  @Unsigned(8)
  int c();

  /** For the second. */
  @Unsigned(8)
  int d();

  /** One for each. */
  @Length(2)
  boolean e(int index);

  /** One for each. */
  @Length(2)
  short f(int index);

  /** For the first. */
  @Length(3)
  String g();

  /** For the second. */
  @Length(3)
  String h();

  /** One for each. */
  @Length(2)
  Color i(int index);
}
