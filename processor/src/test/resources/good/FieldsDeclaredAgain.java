package good;

import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;
import org.sharedstruct.Unsigned;

final class FieldsDeclaredAgain {
  private FieldsDeclaredAgain() {}

  @SharedStruct
  interface Base {
    @Length(4)
    String name();

    @Unsigned(8)
    @Length(3)
    int port(int index);

    Thread.State state();
  }

  @SharedStruct
  interface Derived extends Base {
    float x();

    @Override
    String name();

    void name(String name);

    @Override
    int port(int index);

    @Override
    Thread.State state();
  }
}
