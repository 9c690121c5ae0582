package good;

import org.sharedstruct.SharedStruct;

@SharedStruct
public interface DeprecatedDefaultMethods {
  float x();

  @Deprecated
  default float twice() {
    return 2 * x();
  }

  @Deprecated(forRemoval = true)
  default float thrice() {
    return 3 * x();
  }
}
