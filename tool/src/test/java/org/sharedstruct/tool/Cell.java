package org.sharedstruct.tool;

import org.sharedstruct.SharedStruct;

/** One place of a plate that a wave runs over. */
@SharedStruct
public interface Cell {

  /** How hot it is. */
  float heat();

  /** How often it was written. */
  int visits();

  /** Whether it is hot. */
  boolean hot();
}
