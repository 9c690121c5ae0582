package bad;

import org.sharedstruct.SharedStruct;

final class SupertypeHasProblems {
  private SupertypeHasProblems() {}

  @SharedStruct
  interface Base {
    String name(); // ERROR [length-missing] name() is String
  }

  @SharedStruct
  interface Derived extends Base { // ERROR [supertype-has-problems] bad.SupertypeHasProblems.Derived extends bad.SupertypeHasProblems.Base, which has problems of its own. Mend those first
    float y();
  }

  @SharedStruct
  interface Further extends Derived { // ERROR [supertype-has-problems] bad.SupertypeHasProblems.Further extends bad.SupertypeHasProblems.Derived
    float z();
  }
}
