package good.ours_memory;

import org.sharedstruct.SharedStruct;

/** Gives SharedMemory, which is the name of the superclass of all handles. */
@SharedStruct
public interface Memory {
  float x();

  void x(float x);

  default float twice() {
    return 2 * x();
  }
}
