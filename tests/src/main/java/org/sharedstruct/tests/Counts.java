package org.sharedstruct.tests;

import org.sharedstruct.SharedStruct;
import org.sharedstruct.Update;

/** How often each of four writers has done something. */
@SharedStruct
public interface Counts {

  /** How many writers there are. */
  int WRITERS = 4;

  /** Of writer 0. */
  long first();

  /** Sets it. */
  void first(long value);

  /** Of writer 1. */
  long second();

  /** Sets it. */
  void second(long value);

  /** Of writer 2. */
  long third();

  /** Sets it. */
  void third(long value);

  /** Of writer 3. */
  long fourth();

  /** Sets it. */
  void fourth(long value);

  /** How often a writer did it. */
  default long by(int writer) {
    return switch (writer) {
      case 0 -> first();
      case 1 -> second();
      case 2 -> third();
      default -> fourth();
    };
  }

  /** A writer has done it once more. */
  @Update
  default void count(int writer) {
    switch (writer) {
      case 0 -> first(first() + 1);
      case 1 -> second(second() + 1);
      case 2 -> third(third() + 1);
      default -> fourth(fourth() + 1);
    }
  }

  /** How often it was done by all. */
  default long sum() {
    return first() + second() + third() + fourth();
  }
}
