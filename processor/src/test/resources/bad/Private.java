package bad;

import org.sharedstruct.SharedStruct;

final class Private {
  private Private() {}

  @SharedStruct
  private interface Itself { // ERROR [private] bad.Private.Itself is private or inside a private type
    float x();
  }

  private static final class Around {
    @SharedStruct
    public interface Inner { // ERROR [private] bad.Private.Around.Inner is private or inside a private type
      float x();
    }
  }
}
