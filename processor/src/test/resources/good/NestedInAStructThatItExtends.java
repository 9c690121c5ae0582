package good;

import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;

final class NestedInAStructThatItExtends {
  private NestedInAStructThatItExtends() {}

  @SharedStruct
  interface Point {
    int x();

    Point x(int x);
  }

  /** Both a point and made of points. */
  @SharedStruct
  interface Line extends Point {
    Point end();

    @Length(4)
    Point between(int index);
  }

  @SharedStruct
  interface Drawing {
    @Length(7)
    Line line(int index);
  }
}
