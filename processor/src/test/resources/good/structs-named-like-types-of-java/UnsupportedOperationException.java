package good.like_unsupportedoperationexception;

import org.sharedstruct.SharedStruct;

@SharedStruct
public interface UnsupportedOperationException {
  float x();

  void x(float x);

  default float twice() {
    return 2 * x();
  }
}
