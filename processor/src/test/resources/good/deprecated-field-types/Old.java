package good;

import org.sharedstruct.SharedStruct;

@Deprecated(forRemoval = true)
@SharedStruct
public interface Old {
  enum State { ON, OFF }

  float x();
}
