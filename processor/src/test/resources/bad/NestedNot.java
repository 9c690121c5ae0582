package bad;

import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;

@SharedStruct
public interface NestedNot {

  interface Plain {
    float x();
  }

  final class Pair {
    float x;
  }

  record Triple(float x, float y, float z) {}

  enum Nothing {}

  @SharedStruct
  interface Problematic {
    String name(); // ERROR [length-missing]
  }

  Plain plain(); // ERROR [nested-not-a-struct] plain() is bad.NestedNot.Plain, an interface and no @SharedStruct. Describe it by an interface of getters and annotate that

  @Length(2)
  Pair pair(int index); // ERROR [nested-not-a-struct] pair(int) is bad.NestedNot.Pair, a class and no @SharedStruct

  Triple triple(); // ERROR [nested-not-a-struct] triple() is bad.NestedNot.Triple, a record

  Nothing nothing(); // ERROR [enum-empty] nothing() is bad.NestedNot.Nothing, which has no constants: nothing could be stored. Add one

  Problematic problematic(); // ERROR [nested-has-problems] problematic() is bad.NestedNot.Problematic, which has problems of its own. Mend those first
}
