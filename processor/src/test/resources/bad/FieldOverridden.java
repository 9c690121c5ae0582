package bad;

import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;

final class FieldOverridden {
  private FieldOverridden() {}

  @SharedStruct
  interface Base {
    float x();

    boolean isOn();

    @Length(3)
    int sample(int index);
  }

  @SharedStruct
  interface Derived extends Base {
    float y();

    @Override
    default float x() { // ERROR [field-overridden] x() is a field of bad.FieldOverridden.Base and cannot be overridden by a default method. Rename it
      return 1;
    }

    @Override
    default boolean isOn() { // ERROR [field-overridden] isOn() is a field of bad.FieldOverridden.Base
      return true;
    }

    @Override
    default int sample(int index) { // ERROR [field-overridden] sample(int) is a field of bad.FieldOverridden.Base
      return index;
    }

    default int[] sample() { // ERROR [field-overridden] sample() is a field of bad.FieldOverridden.Base
      return new int[3];
    }
  }

  interface Plain extends Base {
    @Override
    default float x() {
      return 1;
    }
  }

  @SharedStruct
  interface ThroughPlain extends Plain, Base {} // ERROR [field-overridden] x() is a field of bad.FieldOverridden.Base
}
