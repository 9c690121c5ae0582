package good.like_record;

import org.sharedstruct.SharedStruct;

@SharedStruct
public interface Record {
  float x();

  void x(float x);

  default float twice() {
    return 2 * x();
  }
}
