package bad;

import org.sharedstruct.SharedStruct;

@SharedStruct
public interface Auxiliary {
  int x();

  @SharedStruct
  interface Nested {
    int x();
  }
}

@SharedStruct
interface Second { // ERROR [auxiliary] Second stands in Auxiliary.java, and generated types would use it from other files, of which -Xlint:auxiliaryclass warns each time. Give it a file of its own, Second.java, or nest it in a type that has one
  int x();
}
