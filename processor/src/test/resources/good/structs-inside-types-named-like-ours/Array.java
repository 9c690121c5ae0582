package good;

import org.sharedstruct.SharedStruct;

public final class Array {
  private Array() {}

  @SharedStruct
  public interface OfSomething {
    enum Kind { A, B }

    Kind kind();
  }
}
