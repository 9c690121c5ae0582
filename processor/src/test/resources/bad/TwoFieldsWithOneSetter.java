package bad;

import org.sharedstruct.SharedStruct;

/** The views would set either by {@code setX(float)}. */
@SharedStruct
public interface TwoFieldsWithOneSetter {
  float getX();

  float setX(); // ERROR [accessor-twice] x and setX would both have the accessor setX(float). Rename one of them
}
