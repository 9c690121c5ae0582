package good.ours_array;

import org.sharedstruct.SharedStruct;

/** Gives RawArray and GuardedArray, and is itself named as what is nested in them. */
@SharedStruct
public interface Array {
  float x();

  void x(float x);

  default float twice() {
    return 2 * x();
  }
}
