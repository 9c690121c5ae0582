package good;

import org.sharedstruct.SharedStruct;

@Deprecated
@SharedStruct
public interface DeprecatedStruct {
  float x();
}
