package good.ours_generated;

import org.sharedstruct.SharedStruct;

/** Is named as the annotation of generated types. */
@SharedStruct
public interface Generated {
  float x();

  void x(float x);

  default float twice() {
    return 2 * x();
  }
}
