package good.ours_structhandle;

import org.sharedstruct.SharedStruct;

/** Is named as the superclass of SharedStructHandle. */
@SharedStruct
public interface StructHandle {
  float x();

  void x(float x);

  default float twice() {
    return 2 * x();
  }
}
