package good.like_list;

import org.sharedstruct.SharedStruct;

@SharedStruct
public interface List {
  float x();

  void x(float x);

  default float twice() {
    return 2 * x();
  }
}
