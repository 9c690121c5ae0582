package good.like_duration;

import org.sharedstruct.SharedStruct;

@SharedStruct
public interface Duration {
  float x();

  void x(float x);

  default float twice() {
    return 2 * x();
  }
}
