package geometry;

import org.sharedstruct.SharedStruct;

/** A point. */
@SharedStruct
public interface XY {

  /** Metres to the east. */
  float x();

  /** Metres to the north. */
  float y();

  /** Metres from the origin. */
  default double norm() {
    return Math.hypot(x(), y());
  }
}
