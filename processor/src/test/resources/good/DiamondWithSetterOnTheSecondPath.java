package good;

import org.sharedstruct.SharedStruct;

public final class DiamondWithSetterOnTheSecondPath {
  private DiamondWithSetterOnTheSecondPath() {}

  @SharedStruct
  public interface Top {
    float x();
  }

  @SharedStruct
  public interface Left extends Top {}

  @SharedStruct
  public interface Right extends Top {
    void x(float x);
  }

  @SharedStruct
  public interface Bottom extends Left, Right {}
}
