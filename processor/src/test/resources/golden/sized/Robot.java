package sized;

import org.sharedstruct.SharedStruct;

/** A robot, about which more will be known one day. */
@SharedStruct(size = 64)
public interface Robot {

  /** What has room to grow, too. */
  @SharedStruct(size = 16)
  interface Pose {
    float x();
    float y();
  }

  long steps();

  Pose pose();

  byte level();
}
