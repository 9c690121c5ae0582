package good;

import org.sharedstruct.SharedStruct;

@SharedStruct
public interface StaticAndPrivateMethods {
  float x();

  float getY();

  static float y() {
    return 1;
  }

  static void main(String[] arguments) {
    reset();
  }

  private float z() {
    return x();
  }

  private static void reset() {}

  default float sum() {
    return z() + getY();
  }
}
