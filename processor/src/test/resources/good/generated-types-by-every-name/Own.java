package good;

import java.util.List;
import java.util.function.Function;
import org.sharedstruct.SharedStruct;

@SharedStruct
public interface Own {
  int x();

  default OwnRecord copy() {
    return OwnRecord.copyOf(this);
  }

  default RawOwn.Array all(List<RawOwn.Array> arrays, Function<? super RawOwn.Array, OwnRecord[]> function) {
    return arrays.getFirst();
  }

  default <A extends GuardedOwn.Array, R extends Comparable<OwnRecord>> void bounded(A array, R record) {}
}
