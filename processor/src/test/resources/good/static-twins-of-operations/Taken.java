package good;

import org.sharedstruct.SharedStruct;

@SharedStruct
public interface Taken {
  int version();

  int lock();

  int raw();

  int segment();

  int snapshot();

  int get();

  int toRecord();

  int allocate();
}
