package org.sharedstruct.stress;

import org.sharedstruct.SharedStruct;

/** Two fields that belong together, so far apart that no compiler makes one store of two. */
@SharedStruct
public interface Pair {

  /** The first field. */
  int x();

  /** What keeps the others apart. */
  long between();

  /** The last field. */
  int y();
}
