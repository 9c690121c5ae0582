package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sharedstruct.tests.SharedTally;

/**
 * Opens a tally so often that the last handle finds no slot, since its creator has one, too; and uses that
 * handle in a shutdown hook of its own.
 */
public final class ExitsWithoutASlot {

  private static final int SLOTS = 32;

  private ExitsWithoutASlot() {}

  /**
   * Argument: path. Says {@code open}, and exits when it is told to, with all handles open. The hook then
   * begins an update, says so, and ends it when it is told to.
   */
  public static void main(String[] arguments) throws Exception {
    List<SharedTally> handles = new ArrayList<>();
    while (handles.size() < SLOTS) {
      handles.add(SharedTally.open(Path.of(arguments[0])));
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> handles.getLast().guarded().update(tally -> {
      tally.count(3);
      Parent.tell("updating");
      Parent.awaitLine();
      tally.twice(6);
    })));
    Parent.tell("open");
    Parent.awaitLine();
  }
}
