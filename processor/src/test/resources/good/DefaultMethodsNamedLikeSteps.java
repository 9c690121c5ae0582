package good;

import org.sharedstruct.SharedStruct;

/** Given another struct, they look like the steps of an update in the guarded view. */
@SharedStruct
public interface DefaultMethodsNamedLikeSteps {
  float x();

  void x(float x);

  default float begin(DefaultMethodsNamedLikeSteps other) {
    return other.x();
  }

  default float commit(DefaultMethodsNamedLikeSteps other) {
    return other.x();
  }

  default float rollback(DefaultMethodsNamedLikeSteps other) {
    return other.x();
  }
}
