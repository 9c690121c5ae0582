package good;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.sharedstruct.SharedStruct;

@SharedStruct
public interface TypeParametersWithSeveralBounds {
  int x();

  default <T extends Number & Comparable<T>> T pick(T t) {
    return t;
  }

  default <T extends Comparable<? super T>> T least(List<? extends T> values) {
    return values.getFirst();
  }

  default <K extends Enum<K> & Serializable, V extends Map<K, V>> V nested(K key, V value) {
    return value;
  }

  default <E extends Exception & Serializable> void thrown(E failure) throws E, IOException {
    throw failure;
  }

  default <T extends Number & Comparable<T>> T[] all(T[] values) {
    return values;
  }
}
