package good.like_string;

import org.sharedstruct.SharedStruct;

@SharedStruct
public interface String {
  float x();

  void x(float x);

  default float twice() {
    return 2 * x();
  }
}
