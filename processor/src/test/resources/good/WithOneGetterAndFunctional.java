package good;

import org.sharedstruct.SharedStruct;

@FunctionalInterface
@SharedStruct
public interface WithOneGetterAndFunctional {
  float x();
}
