package bad;

import org.sharedstruct.SharedStruct;

/** The views would set either by {@code setX(float)}. */
@SharedStruct
public interface TwoFieldsWithOneSetter {
  float getX();

  float setX(); // ERROR [setter-twice] x and setX would both be set by setX(float). Rename one of them
}
