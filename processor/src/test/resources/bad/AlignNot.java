package bad;

import org.sharedstruct.Align;
import org.sharedstruct.SharedStruct;

@SharedStruct
@Align(48)
public interface AlignNot { // ERROR [align-impossible] bad.AlignNot is aligned to 48 bytes. An alignment is a power of two from 1 to 4096, for instance @Align(64)
  @Align(3)
  byte three(); // ERROR [align-impossible] three() is aligned to 3 bytes

  @Align(0)
  byte zero(); // ERROR [align-impossible] zero() is aligned to 0 bytes

  @Align(8192)
  byte much(); // ERROR [align-impossible] much() is aligned to 8192 bytes

  @Align(4)
  long large(); // ERROR [align-too-small] large() has an alignment of 8 bytes by its type, and @Align(4) cannot lower it. Raise or remove it
}
