package awkward;

import org.sharedstruct.SharedStruct;

@SharedStruct
public interface Strictfp {
  double x();

  @SuppressWarnings("strictfp")
  default strictfp double twice() {
    return 2 * x();
  }
}
