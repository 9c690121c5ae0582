package awkward;

import org.sharedstruct.SharedStruct;

/** Is named as an option that the verbs of its handle take. */
@SharedStruct
public interface CreateOption {
  float x();

  void x(float x);

  default float twice() {
    return 2 * x();
  }
}
