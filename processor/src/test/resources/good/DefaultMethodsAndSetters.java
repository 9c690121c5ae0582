package good;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.sharedstruct.SharedStruct;
import org.sharedstruct.Update;

@SharedStruct
public interface DefaultMethodsAndSetters {
  float x();

  void x(float x);

  default <T extends Comparable<? super T>, E extends Exception> T largest(
      Collection<? extends T> values, Map<String, List<T[]>> more, Function<? super Float, T> of) throws E {
    return of.apply(x());
  }

  default int sum(int... terms) {
    return terms.length;
  }

  @SuppressWarnings("update-missing")
  default void write(Appendable out) throws IOException, InterruptedException {
    out.append("x=").append(String.valueOf(x()));
  }

  default float parameters(float result, float failure, float raw, float snapshot, float guard, int index) {
    return result + failure + raw + snapshot + guard + index;
  }

  default float[][] table(final float[][] table, String[]... names) {
    return table;
  }

  @Update
  default void nothing() {}

  default Map.Entry<String, ? extends List<?>> entry(Map.Entry<String, ? extends List<?>> entry) {
    return entry;
  }
}
