package good.like_override;

import org.sharedstruct.SharedStruct;

@SharedStruct
public interface Override {
  float x();

  void x(float x);

  default float twice() {
    return 2 * x();
  }
}
