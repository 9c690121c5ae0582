package bad;

import org.sharedstruct.SharedStruct;

@SharedStruct
public interface Generic<T> { // ERROR [generic] bad.Generic has type parameters.
  float x();
}
