package good;

import java.util.function.Supplier;
import org.sharedstruct.SharedStruct;

@SharedStruct("Plain")
public interface Struct extends HasX, Named, Scaled<Struct>, Comparable<Struct>, Supplier<Float> {

  /** Declares the getter again, which makes it a field. */
  @Override
  float x();

  float y();

  @Override
  default int compareTo(Struct other) {
    return Float.compare(x(), other.x());
  }

  @Override
  default Float get() {
    return x();
  }
}
