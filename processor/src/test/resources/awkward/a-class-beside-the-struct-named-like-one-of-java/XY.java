package awkward;

import org.sharedstruct.SharedStruct;

@SharedStruct
public interface XY {
  float x();

  void x(float x);
}
