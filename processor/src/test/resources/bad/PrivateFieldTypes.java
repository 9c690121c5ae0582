package bad;

import org.sharedstruct.SharedStruct;

final class PrivateFieldTypes {
  private PrivateFieldTypes() {}

  private enum State { ON, OFF }

  @SharedStruct
  interface Switch {
    State state(); // ERROR [field-type-private] state() is bad.PrivateFieldTypes.State, which is private, where generated code cannot name it. Remove 'private' from that type
  }
}
