package bad;

import org.sharedstruct.SharedStruct;

final class SupertypeNotAStruct {
  private SupertypeNotAStruct() {}

  interface Plain {
    float x();
  }

  @SharedStruct
  interface Derived extends Plain { // ERROR [supertype-not-a-struct] bad.SupertypeNotAStruct.Derived extends bad.SupertypeNotAStruct.Plain, which is no @SharedStruct and has the abstract method x(). Annotate bad.SupertypeNotAStruct.Plain, or give the method a body
    float y();
  }

  @SharedStruct
  interface Library extends Runnable { // ERROR [supertype-not-a-struct] bad.SupertypeNotAStruct.Library extends java.lang.Runnable
    float y();
  }
}
