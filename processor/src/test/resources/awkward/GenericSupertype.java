package awkward;

import org.sharedstruct.SharedStruct;

/** The inherited method has, in the view, the signature of an operation of ours. */
@SharedStruct
public interface GenericSupertype extends GenericSupertypes<GenericSupertype> {
  float x();
}

interface GenericSupertypes<T> {
  default float set(T values) {
    return 1;
  }
}
