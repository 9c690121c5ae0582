package good;

import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;

@SharedStruct
@SuppressWarnings("removal")
public interface UsesOld {
  Old old();

  @Length(2)
  Old.State state(int index);
}
