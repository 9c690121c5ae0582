package bad;

import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;

@SharedStruct
public interface LengthImpossible {
  @Length(0)
  String name(); // ERROR [length-impossible] name() has the length 0. A length is at least 1

  @Length(-3)
  int sample(int index); // ERROR [length-impossible] sample(int) has the length -3. A length is at least 1

  @Length(-1)
  byte[] data(); // ERROR [length-impossible] data() has the length -1
}
