package good;

import geo.*;
import java.util.*;
import org.sharedstruct.SharedStruct;

@SharedStruct
public interface OnDemand {
  int x();

  default PlaceRecord corner() {
    return new PlaceRecord(x());
  }

  default List<RawPlace.Array> all(RawPlace.Array places) {
    return List.of(places);
  }
}
