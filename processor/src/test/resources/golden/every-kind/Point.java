package kinds;

import org.sharedstruct.SharedStruct;

@SharedStruct
public interface Point {
  double x();

  double y();
}
