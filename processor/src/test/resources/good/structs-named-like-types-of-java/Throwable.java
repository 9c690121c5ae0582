package good.like_throwable;

import org.sharedstruct.SharedStruct;

@SharedStruct
public interface Throwable {
  float x();

  void x(float x);

  default float twice() {
    return 2 * x();
  }
}
