package good;

import org.sharedstruct.SharedStruct;

@SharedStruct
public interface Moved {
  float x();

  default MovedRecord by(float distance) {
    return new MovedRecord(x() + distance);
  }

  default void copyTo(RawMoved raw) {
    raw.x(x());
  }
}
