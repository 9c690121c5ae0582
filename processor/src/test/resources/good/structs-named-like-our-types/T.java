package good.ours_t;

import org.sharedstruct.SharedStruct;

/** Is named as the type parameter of compute. */
@SharedStruct
public interface T {
  float x();

  void x(float x);

  default float twice() {
    return 2 * x();
  }
}
