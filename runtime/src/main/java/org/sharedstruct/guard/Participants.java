package org.sharedstruct.guard;

import java.util.function.BooleanSupplier;

/** Those who are attached to a region, as its guard knows them: who I am, and who lives. */
public interface Participants {

  /** An id has 31 bits and is never zero. */
  long MASK = 0x7fff_ffffL;

  /** The id that nobody ever has, and that is therefore dead. */
  long NOBODY = MASK;

  /** My id; zero for one who only reads. */
  long me();

  /** Whether a participant lives; a doubt counts as life. */
  boolean isAlive(long participant);

  /**
   * Does something if a participant is dead. Nobody can get the same id before it is done.
   *
   * @return whether the participant is dead, and the action said yes
   */
  boolean ifDead(long participant, BooleanSupplier action);

  /**
   * Whether all that the file names are participants of another file, of which it is a copy, and so none of
   * them will ever write here, although they may live.
   */
  default boolean areElsewhere() {
    return false;
  }
}
