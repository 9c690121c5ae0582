import org.sharedstruct.SharedStruct;

@SharedStruct
public interface Point {
  float x();

  void x(float x);

  default Unit unit(Unit unit) {
    return unit;
  }

  enum Unit { METRE }
}
