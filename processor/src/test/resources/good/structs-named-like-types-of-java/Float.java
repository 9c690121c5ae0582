package good.like_float;

import org.sharedstruct.SharedStruct;

@SharedStruct
public interface Float {
  float x();

  void x(float x);

  default float twice() {
    return 2 * x();
  }
}
