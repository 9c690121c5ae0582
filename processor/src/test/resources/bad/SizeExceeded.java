package bad;

import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;

@SharedStruct(size = 16)
public interface SizeExceeded {
  long first();

  int second();

  @Length(5)
  String third(); // ERROR [size-exceeded] third() takes the bytes 12 to 16, and bad.SizeExceeded has size = 16: 4 bytes are left for it. Raise the size, which needs a new file, or make the field shorter

  byte fourth(); // ERROR [size-exceeded] fourth() takes the bytes 17 to 17, and bad.SizeExceeded has size = 16: 0 bytes are left for it
}
