package good.like_suppresswarnings;

import org.sharedstruct.SharedStruct;

@SharedStruct
public interface SuppressWarnings {
  float x();

  void x(float x);

  default float twice() {
    return 2 * x();
  }
}
