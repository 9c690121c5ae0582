package good;

import org.sharedstruct.SharedStruct;

@Deprecated
public final class DeprecatedEnclosingType {
  private DeprecatedEnclosingType() {}

  @SharedStruct
  public interface Inner {
    float x();
  }
}
