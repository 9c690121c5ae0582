package good;

import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;
import org.sharedstruct.Update;

@SharedStruct
public interface Beside {
  DefaultMethod first();

  Beside first(DefaultMethod value);

  VoidMethod second();

  @Length(2)
  Views third(int index);

  OpenOption fourth();

  default DefaultMethod other(VoidMethod given) {
    return given == VoidMethod.ONE ? first() : DefaultMethod.TWO;
  }

  @Update
  default void change(DefaultMethod given) {
    first(given);
  }
}
