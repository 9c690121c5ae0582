package broken;

import org.sharedstruct.SharedStruct;

final class AnnotationWithAWrongValue {
  private AnnotationWithAWrongValue() {}

  @SharedStruct(5)
  interface Number {
    float x();
  }

  @SharedStruct(UNKNOWN)
  interface Unknown {
    float x();
  }

  @SharedStruct(name = "XY")
  interface Element {
    float x();
  }

  @SharedStruct(value = {"A", "B"})
  interface Two {
    float x();
  }

  @SharedStruct(size = "large")
  interface Size {
    float x();
  }
}
