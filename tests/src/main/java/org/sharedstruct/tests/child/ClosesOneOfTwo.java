package org.sharedstruct.tests.child;

import java.nio.file.Files;
import org.sharedstruct.tests.SharedEight;

/** Makes a temporary region, opens it once more, closes one of the two and says whether it is there yet. */
public final class ClosesOneOfTwo {

  private ClosesOneOfTwo() {}

  /** No arguments. */
  public static void main(String[] arguments) throws Exception {
    SharedEight one = SharedEight.createTemporary(CreateOnce.WHOLE);
    try (SharedEight other = SharedEight.open(one.path())) {
      one.close();
      Parent.tell(Files.exists(other.path()));
    }
    Parent.tell(Files.exists(one.path()));
  }
}
