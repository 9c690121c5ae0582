package bad;

import org.sharedstruct.SharedStruct;

final class SupertypeNotAStruct {
  private SupertypeNotAStruct() {}

  interface Plain {
    float x();
  }

  @SharedStruct
  interface Derived extends Plain { // ERROR [supertype-not-a-struct] bad.SupertypeNotAStruct.Derived extends bad.SupertypeNotAStruct.Plain, which is no @SharedStruct and has the abstract method x(). Annotate bad.SupertypeNotAStruct.Plain, or declare it here, too: float x();
    float y();
  }

  @SharedStruct
  interface Library extends Runnable { // ERROR [supertype-not-a-struct] bad.SupertypeNotAStruct.Library extends java.lang.Runnable, which is no @SharedStruct and has the abstract method run(). Give it a body here: default void run() { ... }
    float y();
  }

  @SharedStruct
  interface Compared extends Comparable<Compared> { // ERROR [supertype-not-a-struct] ... has the abstract method compareTo(T). Give it a body here: default int compareTo(bad.SupertypeNotAStruct.Compared
    float y();
  }

  @SharedStruct
  interface Cured extends Plain, Comparable<Cured>, java.util.function.IntSupplier {
    @Override
    float x();

    @Override
    int getAsInt();

    @Override
    default int compareTo(Cured other) {
      return 0;
    }
  }
}
