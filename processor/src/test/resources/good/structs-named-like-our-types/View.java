package good.ours_view;

import org.sharedstruct.SharedStruct;

/** Gives RawView and GuardedView, which are the names of its own superclasses. */
@SharedStruct
public interface View {
  float x();

  void x(float x);

  default float twice() {
    return 2 * x();
  }
}
