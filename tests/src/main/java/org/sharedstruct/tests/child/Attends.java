package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.tests.SharedTally;

/** Attaches to a tally, as often as it is told, and stays until it is told to end. */
public final class Attends {

  private Attends() {}

  /** Arguments: path, how many handles, and how they are called; "READ_ONLY" in place of a name: they only read. */
  public static void main(String[] arguments) throws Exception {
    List<SharedTally> handles = new ArrayList<>();
    for (int i = Integer.parseInt(arguments[1]); i > 0; i--) {
      handles.add(SharedTally.open(Path.of(arguments[0]), options(arguments)));
    }
    Parent.tell("attached");
    Parent.awaitLine();
    handles.forEach(SharedTally::close);
    Parent.tell("left");
  }

  private static SharedMemory.OpenOption[] options(String[] arguments) {
    if (arguments.length < 3) {
      return new SharedMemory.OpenOption[0];
    }
    return new SharedMemory.OpenOption[] {
        arguments[2].equals("READ_ONLY") ? SharedMemory.READ_ONLY : SharedMemory.name(arguments[2])};
  }
}
