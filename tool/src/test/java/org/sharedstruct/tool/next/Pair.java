package org.sharedstruct.tool.next;

import org.sharedstruct.SharedStruct;

/** Has a new field before the others, and one of another type. */
@SharedStruct
public interface Pair {

  /** New. */
  double before();

  /** As before. */
  long one();

  /** Was a {@code long}. */
  double other();
}
