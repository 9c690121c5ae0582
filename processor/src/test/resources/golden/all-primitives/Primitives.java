package primitives;

import org.sharedstruct.SharedStruct;

/** One field of each type, in an order that leaves gaps. */
@SharedStruct
public interface Primitives {
  boolean flag();

  long count();

  byte level();

  short port();

  char letter();

  double ratio();

  int index();

  float weight();
}
