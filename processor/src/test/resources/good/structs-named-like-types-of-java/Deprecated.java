package good.like_deprecated;

import org.sharedstruct.SharedStruct;

@SharedStruct
public interface Deprecated {
  float x();

  void x(float x);

  default float twice() {
    return 2 * x();
  }
}
