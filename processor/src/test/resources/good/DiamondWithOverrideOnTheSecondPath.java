package good;

import org.sharedstruct.SharedStruct;

public final class DiamondWithOverrideOnTheSecondPath {
  private DiamondWithOverrideOnTheSecondPath() {}

  @SharedStruct
  public interface Top {
    float x();

    default float f() {
      return x();
    }
  }

  @SharedStruct
  public interface Left extends Top {}

  @SharedStruct
  public interface Right extends Top {
    @Override
    default float f() {
      return -x();
    }
  }

  @SharedStruct
  public interface Bottom extends Left, Right {}
}
