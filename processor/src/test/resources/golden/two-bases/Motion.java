package bodies;

import org.sharedstruct.SharedStruct;

/** How something moves. */
@SharedStruct
public interface Motion {
  double speed();

  void speed(double speed);
}
