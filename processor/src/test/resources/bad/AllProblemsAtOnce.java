package bad;

import org.sharedstruct.SharedStruct;

/** Nobody should have to compile five times to see five mistakes. */
final class AllProblemsAtOnce {
  private AllProblemsAtOnce() {}

  @SharedStruct("not this")
  private interface Head<T> { // ERROR [generic] // ERROR [private] // ERROR [name-not-an-identifier]
    int index = 1; // ERROR [constant-taken]

    String name(); // ERROR [length-missing]

    float x();

    float getX(); // ERROR [field-twice]

    void reset(); // ERROR [not-an-accessor]

    void y(float y); // ERROR [setter-without-getter]

    int hashCode(); // ERROR [object-method]
  }

  @SharedStruct
  interface Other extends Runnable { // ERROR [supertype-not-a-struct]
    Long time(); // ERROR [boxed]
  }
}
