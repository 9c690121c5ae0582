package good.ours_rawview;

import org.sharedstruct.SharedStruct;

/** Is named as the superclass of RawRawView. */
@SharedStruct
public interface RawView {
  float x();

  void x(float x);

  default float twice() {
    return 2 * x();
  }
}
