package bodies;

import org.sharedstruct.SharedStruct;

/** The fields of two bases come first, then its own. */
@SharedStruct
public interface Body extends Position, Motion {
  byte kind();
}
