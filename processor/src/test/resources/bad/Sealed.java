package bad;

import org.sharedstruct.SharedStruct;

@SharedStruct
public sealed interface Sealed { // ERROR [sealed] bad.Sealed is sealed, and generated types must implement it. Remove 'sealed'
  float x();

  record Only(float x) implements Sealed {}
}
