package good;

import org.sharedstruct.SharedStruct;

/** Given another struct, they look like our static twins, which take the view. */
@SharedStruct
public interface DefaultMethodsNamedLikeOperations {
  float x();

  default float snapshot() {
    return x();
  }

  default float snapshot(DefaultMethodsNamedLikeOperations other) {
    return other.x();
  }

  default float raw(DefaultMethodsNamedLikeOperations other) {
    return other.x();
  }

  default float lock(DefaultMethodsNamedLikeOperations other) {
    return other.x();
  }

  default float version(DefaultMethodsNamedLikeOperations other) {
    return other.x();
  }

  default float segment(DefaultMethodsNamedLikeOperations other) {
    return other.x();
  }

  default float set(DefaultMethodsNamedLikeOperations other) {
    return other.x();
  }
}
