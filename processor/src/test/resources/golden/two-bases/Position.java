package bodies;

import org.sharedstruct.SharedStruct;

/** Where something is. */
@SharedStruct
public interface Position {
  float x();

  float y();
}
