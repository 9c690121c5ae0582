package good;

import java.time.Duration;
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

  Duration changes();
}
