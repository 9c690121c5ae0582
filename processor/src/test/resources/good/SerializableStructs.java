package good;

import java.io.Serializable;
import org.sharedstruct.SharedStruct;

@SharedStruct
public interface SerializableStructs extends Serializable {
  int x();
}
