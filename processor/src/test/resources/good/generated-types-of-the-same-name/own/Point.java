package good;

import org.sharedstruct.SharedStruct;

@SharedStruct
public interface Point {
  long y();

  default PointRecord own() {
    return new PointRecord(y());
  }
}
