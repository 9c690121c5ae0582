package broken;

import java.util.List;
import org.sharedstruct.SharedStruct;

final class MisspeltTypeArguments {
  private MisspeltTypeArguments() {}

  @SharedStruct
  interface Argument {
    float x();

    default List<Flaot> list() {
      return List.of();
    }
  }

  @SharedStruct
  interface Array {
    float x();

    default Flaot[] array() {
      return null;
    }
  }

  @SharedStruct
  interface Thrown {
    float x();

    default void thrown() throws IoException {}
  }

  @SharedStruct
  interface Bound {
    float x();

    default <T extends Flaot> void bound() {}
  }

  @SharedStruct
  interface Supertype extends Comparable<Flaot> {
    float x();

    @Override
    default int compareTo(Flaot other) {
      return 0;
    }
  }
}
