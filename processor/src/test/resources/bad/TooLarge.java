package bad;

import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;

@SharedStruct
public interface TooLarge { // ERROR [too-large] bad.TooLarge has 4294967296 bytes, and a struct has 1073741824 at most. Shorten its arrays, or share an array of smaller structs
  @Length(536870912)
  double sample(int index);
}
