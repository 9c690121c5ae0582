package org.sharedstruct.examples.pursuit;

import org.sharedstruct.SharedStruct;

/** The clock and the end of the show: written by the launcher alone, read by every process. */
@SharedStruct
public interface Show {

  /** Process id of the launcher: the parent of a child that is no orphan. */
  long launcher();

  /** How many seconds the show lasts. */
  float seconds();

  /** Seconds since all three processes were at work. */
  float elapsed();

  /** Whether it is over and everybody goes home. */
  boolean finished();
}
