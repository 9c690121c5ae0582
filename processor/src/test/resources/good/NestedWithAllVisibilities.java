package good;

import org.sharedstruct.SharedStruct;

public class NestedWithAllVisibilities {
  protected NestedWithAllVisibilities() {}

  @SharedStruct
  public interface Open {
    float x();
  }

  @SharedStruct
  protected interface Inherited {
    float x();
  }

  @SharedStruct
  interface Hidden {
    float x();

    @SharedStruct
    interface Deep {
      float x();
    }
  }

  enum Kind {
    ONE;

    @SharedStruct
    interface InEnum {
      float x();
    }
  }
}
