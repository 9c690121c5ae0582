package good;

import geo.PointRecord;
import org.sharedstruct.SharedStruct;

@SharedStruct
public interface Importing {
  int x();

  default PointRecord theirs() {
    return new PointRecord(x());
  }
}
