package broken;

import org.sharedstruct.Align;
import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;
import org.sharedstruct.Unsigned;

final class FieldAnnotationsWithWrongValues {
  private FieldAnnotationsWithWrongValues() {}

  @SharedStruct
  interface Text {
    @Length("four")
    String name();
  }

  @SharedStruct
  interface Outer {
    Text text();
  }

  @SharedStruct
  interface Array {
    @Length(UNKNOWN)
    float sample(int index);
  }

  @SharedStruct
  interface Number {
    @Unsigned("16")
    int port();
  }

  @SharedStruct
  interface Field {
    @Align(1.5)
    int port();
  }

  @SharedStruct
  @Align("64")
  interface Whole {
    int port();
  }

  @SharedStruct
  interface Misspelt {
    Clor color();

    @Length(3)
    Piont point(int index);
  }
}
