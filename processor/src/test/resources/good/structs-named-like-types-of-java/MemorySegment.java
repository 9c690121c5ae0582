package good.like_memorysegment;

import org.sharedstruct.SharedStruct;

@SharedStruct
public interface MemorySegment {
  float x();

  void x(float x);

  default float twice() {
    return 2 * x();
  }
}
