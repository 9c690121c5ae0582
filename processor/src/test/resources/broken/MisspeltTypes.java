package broken;

import org.sharedstruct.SharedStruct;

final class MisspeltTypes {
  private MisspeltTypes() {}

  @SharedStruct
  interface Field {
    flaot x();
  }

  @SharedStruct
  interface Setter {
    float x();

    void x(flaot x);
  }

  @SharedStruct
  interface Supertype extends Bsae {
    float x();
  }

  @SharedStruct
  interface Default {
    float x();

    default flaot y() {
      return x();
    }
  }
}
