package bad;

import java.util.UUID;
import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;

@SharedStruct
public interface LengthUseless {
  @Length(4)
  int count(); // ERROR [length-useless] count() is int, which has a length of its own. Remove @Length, or declare an array: int count(int index)

  @Length(16)
  UUID id(); // ERROR [length-useless] id() is java.util.UUID
}
