package geo;

import org.sharedstruct.SharedStruct;

@SharedStruct
public interface Point {
  int x();
}
