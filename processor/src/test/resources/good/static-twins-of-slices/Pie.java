package good;

import org.sharedstruct.SharedStruct;

@SharedStruct
public interface Pie {
  long slice();
}
