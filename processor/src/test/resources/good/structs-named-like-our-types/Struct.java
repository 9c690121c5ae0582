package good.ours_struct;

import org.sharedstruct.SharedStruct;

/** Gives SharedStruct, which is the name of the annotation. */
@SharedStruct
public interface Struct {
  float x();

  void x(float x);

  default float twice() {
    return 2 * x();
  }
}
