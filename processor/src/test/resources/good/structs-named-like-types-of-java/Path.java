package good.like_path;

import org.sharedstruct.SharedStruct;

@SharedStruct
public interface Path {
  float x();

  void x(float x);

  default float twice() {
    return 2 * x();
  }
}
