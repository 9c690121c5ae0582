package bad;

import org.sharedstruct.SharedStruct;

final class NoFields {
  private NoFields() {}

  @SharedStruct
  interface Empty {} // ERROR [no-fields] bad.NoFields.Empty has no fields. Declare at least one getter, for instance: float x();

  @SharedStruct
  interface WithMethods { // ERROR [no-fields] bad.NoFields.WithMethods has no fields.
    int CONSTANT = 1;

    default float x() {
      return 1;
    }

    static float y() {
      return 1;
    }
  }
}
