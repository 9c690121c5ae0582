package good.ours_structlayout;

import org.sharedstruct.SharedStruct;

/** Is named as the type of the constant LAYOUT. */
@SharedStruct
public interface StructLayout {
  float x();

  void x(float x);

  default float twice() {
    return 2 * x();
  }
}
