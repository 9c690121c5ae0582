package good;

import org.sharedstruct.SharedStruct;

public final class Permissions {
  private Permissions() {}

  @SharedStruct
  public interface Inner {
    enum Kind { A, B }

    Kind kind();
  }
}
