package good.like_object;

import org.sharedstruct.SharedStruct;

@SharedStruct
public interface Object {
  float x();

  void x(float x);

  default float twice() {
    return 2 * x();
  }
}
