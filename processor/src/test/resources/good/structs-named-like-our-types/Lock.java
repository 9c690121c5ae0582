package good.ours_lock;

import org.sharedstruct.SharedStruct;

/** Gives SharedLock, and GuardedLock has a method that returns another Lock. */
@SharedStruct
public interface Lock {
  float x();

  void x(float x);

  default float twice() {
    return 2 * x();
  }
}
