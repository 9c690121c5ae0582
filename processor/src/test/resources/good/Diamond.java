package good;

import org.sharedstruct.SharedStruct;

public final class Diamond {
  private Diamond() {}

  @SharedStruct
  public interface Top {
    float x();

    default float f() {
      return x();
    }
  }

  @SharedStruct
  public interface Left extends Top {
    float left();

    @Override
    float x();
  }

  @SharedStruct
  public interface Right extends Top {
    float right();
  }

  @SharedStruct
  public interface Bottom extends Left, Right {
    float bottom();
  }
}
