package good;

import geo.*;
import org.sharedstruct.SharedStruct;

@SharedStruct
public interface OnDemand {
  int x();

  default PointRecord own() {
    return new PointRecord((long) x());
  }

  default geo.PointRecord theirs() {
    return new geo.PointRecord(x());
  }
}
