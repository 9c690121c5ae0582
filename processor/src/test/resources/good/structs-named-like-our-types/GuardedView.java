package good.ours_guardedview;

import org.sharedstruct.SharedStruct;

/** Is named as the superclass of GuardedGuardedView. */
@SharedStruct
public interface GuardedView {
  float x();

  void x(float x);

  default float twice() {
    return 2 * x();
  }
}
