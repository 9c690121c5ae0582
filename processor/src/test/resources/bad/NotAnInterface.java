package bad;

import org.sharedstruct.SharedStruct;

public final class NotAnInterface {
  private NotAnInterface() {}

  @SharedStruct
  static class Class {} // ERROR [not-an-interface] Class is a class. A shared struct is described by an interface: interface Class { float x(); }

  @SharedStruct
  abstract static class AbstractClass { // ERROR [not-an-interface] AbstractClass is a class.
    abstract float x();
  }

  @SharedStruct
  enum Enum { ONE } // ERROR [not-an-interface] Enum is an enum.

  @SharedStruct
  @interface Annotation { // ERROR [not-an-interface] Annotation is an annotation type.
    float x();
  }
}
