package org.sharedstruct.tool;

import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;

/** A text, which may be anything. */
@SharedStruct
public interface Note {

  /** The text. */
  @Length(80) String text();

  /** How often it was written. */
  long count();
}
