package bad;

import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;

final class ContainsItself {
  private ContainsItself() {}

  @SharedStruct
  interface Node {
    long value();

    Node next(); // ERROR [contains-itself] next() is bad.ContainsItself.Node, which is or contains bad.ContainsItself.Node: it would be endless. Refer to another element of an array by its index, for instance: long next();
  }

  @SharedStruct
  interface Egg {
    Hen hen(); // ERROR [contains-itself] hen() is bad.ContainsItself.Hen, which is or contains bad.ContainsItself.Egg
  }

  @SharedStruct
  interface Hen {
    @Length(3)
    Egg egg(int index); // ERROR [contains-itself] egg(int) is bad.ContainsItself.Egg, which is or contains bad.ContainsItself.Hen
  }

  @SharedStruct
  interface Base {
    Derived derived(); // ERROR [contains-itself] derived() is bad.ContainsItself.Derived
  }

  @SharedStruct
  interface Derived extends Base { // ERROR [supertype-has-problems]
    int more();
  }

  @SharedStruct
  interface Outside {
    Egg egg(); // ERROR [nested-has-problems] egg() is bad.ContainsItself.Egg
  }
}
