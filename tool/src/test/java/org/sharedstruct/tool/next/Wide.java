package org.sharedstruct.tool.next;

import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;

/** Has one more field than the earlier one. */
@SharedStruct(size = 160)
public interface Wide {

  /** As before. */
  byte kind();

  /** As before. */
  @Length(10) long value(int index);

  /** New. */
  int more();
}
