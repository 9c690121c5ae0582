package org.sharedstruct.tests;

import org.sharedstruct.SharedStruct;
import org.sharedstruct.Update;

/** Numbers of which each commit of each writer keeps two rules, and counts how many there were. */
@SharedStruct
public interface Ledger extends Counts {

  /** Any number. */
  long x();

  /** Sets it. */
  void x(long value);

  /** Its opposite. */
  long y();

  /** Sets it. */
  void y(long value);

  /** {@link #checksumNow} of all other fields. */
  long checksum();

  /** Sets it. */
  void checksum(long value);

  /** What the checksum should be. */
  default long checksumNow() {
    long sum = x();
    for (long field : new long[] {y(), first(), second(), third(), fourth()}) {
      sum = 31 * sum + field;
    }
    return sum;
  }

  /** Whether both rules hold. */
  default boolean isBalanced() {
    return y() == -x() && checksum() == checksumNow();
  }

  /** One writer's entry; something happens in the middle of it. */
  @Update
  default void enter(int writer, long value, Runnable inTheMiddle) {
    x(value);
    count(writer);
    inTheMiddle.run();
    y(-value);
    checksum(checksumNow());
  }
}
