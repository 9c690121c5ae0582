package bad;

import org.sharedstruct.SharedStruct;

final class NameTakenByAnotherStruct {
  private NameTakenByAnotherStruct() {}

  @SharedStruct
  interface XY {
    float x();
  }

  @SharedStruct("XY")
  interface Second { // ERROR [name-taken] SharedXY cannot be generated for bad.NameTakenByAnotherStruct.Second: there is such a type already. Choose another name: @SharedStruct("NameTakenByAnotherStructSecond")
    float x();
  }
}
