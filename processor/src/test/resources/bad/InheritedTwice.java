package bad;

import org.sharedstruct.SharedStruct;

final class InheritedTwice {
  private InheritedTwice() {}

  @SharedStruct
  interface Left {
    float x();

    int getCount();
  }

  @SharedStruct
  interface Right {
    float x();

    int count();
  }

  @SharedStruct
  interface Both extends Left, Right {} // ERROR [inherited-twice] x is inherited from both bad.InheritedTwice.Left and bad.InheritedTwice.Right. // ERROR [inherited-twice] count is inherited from both
}
