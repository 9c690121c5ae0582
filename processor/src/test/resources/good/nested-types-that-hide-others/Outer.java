package good;

import org.sharedstruct.SharedStruct;

@SharedStruct
public interface Outer {
  enum Mode { X, Y }

  good.Mode outer();

  Mode inner();

  interface Point {}

  good.Point point();

  default good.Mode both(Mode mode) {
    return outer();
  }
}
