package good;

import org.sharedstruct.SharedStruct;

@SharedStruct("Newer")
public interface Struct {
  float x();

  @SuppressWarnings("deprecation")
  default Old convert(Old old) {
    return old;
  }
}
