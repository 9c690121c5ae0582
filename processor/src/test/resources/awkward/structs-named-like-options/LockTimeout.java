package awkward;

import org.sharedstruct.SharedStruct;

/** Is named as an option that the verbs of its handle take. */
@SharedStruct
public interface LockTimeout {
  float x();
}
