import org.sharedstruct.SharedStruct;

final class Outer {
  private Outer() {}

  @SharedStruct
  interface Inner extends Point {
    float y();
  }
}
