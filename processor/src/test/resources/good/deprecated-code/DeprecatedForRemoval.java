package good;

import org.sharedstruct.SharedStruct;

@Deprecated(since = "2", forRemoval = true)
@SharedStruct
public interface DeprecatedForRemoval {
  float x();

  default float twice() {
    return 2 * x();
  }
}
