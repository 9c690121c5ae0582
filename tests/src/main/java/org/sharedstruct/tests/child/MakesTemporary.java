package org.sharedstruct.tests.child;

import org.sharedstruct.tests.SharedEight;

/** Makes a temporary region, tells its path, and stays until it is told to end; leaves it open then. */
public final class MakesTemporary {

  private MakesTemporary() {}

  /** Argument: whether to close the region, else it is left to the exit of the JVM. */
  public static void main(String[] arguments) throws Exception {
    SharedEight shared = SharedEight.createTemporary(CreateOnce.WHOLE);
    Parent.tell(shared.path());
    Parent.awaitLine();
    if (Boolean.parseBoolean(arguments[0])) {
      shared.close();
    }
  }
}
