package org.sharedstruct.tests;

import org.sharedstruct.SharedStruct;
import org.sharedstruct.Update;

/** A struct that declares its setters, so that its default methods can write. */
@SharedStruct
public interface Account {

  /** The money at hand. */
  long cash();

  /** Sets the money at hand. */
  Account cash(long cash);

  /** The money that was put aside. */
  long saved();

  /** Sets the money that was put aside. */
  void saved(long saved);

  /** Both together: never changed by {@link #save}. */
  default long total() {
    return cash() + saved();
  }

  /** Puts money aside, and refuses only after it has written. */
  @Update
  default void save(long amount) {
    cash(cash() - amount);
    saved(saved() + amount);
    if (cash() < 0) {
      throw new IllegalArgumentException("cash would be " + cash());
    }
  }

  /** Adds money, for chains of calls. */
  @Update
  default Account earn(long amount) {
    return cash(cash() + amount);
  }
}
