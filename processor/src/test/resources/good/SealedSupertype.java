package good;

import org.sharedstruct.SharedStruct;

public sealed interface SealedSupertype {

  @SharedStruct
  non-sealed interface Struct extends SealedSupertype {
    float x();
  }
}
