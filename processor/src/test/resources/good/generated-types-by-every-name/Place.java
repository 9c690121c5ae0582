package geo;

import org.sharedstruct.SharedStruct;

@SharedStruct
public interface Place {
  int z();
}
