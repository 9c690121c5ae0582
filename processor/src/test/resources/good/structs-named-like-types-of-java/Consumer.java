package good.like_consumer;

import org.sharedstruct.SharedStruct;

@SharedStruct
public interface Consumer {
  float x();

  void x(float x);

  default float twice() {
    return 2 * x();
  }
}
