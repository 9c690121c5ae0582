import org.sharedstruct.SharedStruct;

@SharedStruct
public interface Array { // ERROR [name-hidden] Array has a name that generated types inherit
  float x();
}
