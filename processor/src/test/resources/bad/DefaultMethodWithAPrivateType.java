package bad;

import org.sharedstruct.SharedStruct;

public final class DefaultMethodWithAPrivateType {
  private DefaultMethodWithAPrivateType() {}

  private enum Unit { METRE }


  @SharedStruct
  public interface Struct {
    float x();

    default float in(Unit unit) { // ERROR [hidden-type] in(bad.DefaultMethodWithAPrivateType.Unit) cannot be overridden
      return x();
    }
  }
}
