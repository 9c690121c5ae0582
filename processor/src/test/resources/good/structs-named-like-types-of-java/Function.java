package good.like_function;

import org.sharedstruct.SharedStruct;

@SharedStruct
public interface Function {
  float x();

  void x(float x);

  default float twice() {
    return 2 * x();
  }
}
