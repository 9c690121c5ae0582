package bad;

import org.sharedstruct.SharedStruct;

final class ConstantTaken {
  private ConstantTaken() {}

  @SharedStruct
  interface Own {
    int index = 1; // ERROR [constant-taken] index hides what generated views inherit by that name. Rename the constant, in upper case as usual

    String guard = "guard"; // ERROR [constant-taken] guard hides what generated views inherit by that name.

    float x();
  }

  interface Plain {
    int index = 1;
  }

  @SharedStruct
  interface Inheriting extends Plain { // ERROR [constant-taken] index hides
    float x();
  }
}
