package good;

import org.sharedstruct.SharedStruct;

@SharedStruct
public interface Factory {
  enum Kind { A, B }

  Kind kind();

  default Factory self() {
    return this;
  }
}
