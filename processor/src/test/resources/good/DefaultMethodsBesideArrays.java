package good;

import java.util.List;
import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;

@SharedStruct
public interface DefaultMethodsBesideArrays {

  @Length(3)
  int sample(int index);

  @Length(3)
  Thread.State state(int index);

  default void sample(int index, int value) {}

  default void sample(int[] values) {}

  default int state(List<Thread.State> values) {
    return values.size();
  }

  default Object[] values(DefaultMethodsBesideArrays other) {
    return new Object[] {other.sample(0)};
  }
}
