package good;

import java.util.List;
import org.sharedstruct.SharedStruct;

/** What the user has silenced here, the override in the guarded view must not say again. */
@SharedStruct
public interface DefaultMethodsThatNeedSuppression {
  float x();

  @SuppressWarnings("unchecked")
  default <T> T first(T... values) {
    return values[0];
  }

  @SuppressWarnings("rawtypes")
  default List list(List list) {
    return list;
  }
}
