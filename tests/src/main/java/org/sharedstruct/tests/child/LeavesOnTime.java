package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.util.Optional;
import org.sharedstruct.tests.SharedEight;

/**
 * Opens the regions that its parent names, one after the other, and leaves each at the moment that its
 * parent names; others do so at the same moment.
 */
public final class LeavesOnTime {

  private LeavesOnTime() {}

  /**
   * Argument: {@code close}, or {@code remove} to remove the region before. Reads a path, says {@code
   * open}, reads a time of {@link System#nanoTime}, which on Linux is that of all processes, and says at
   * last whether it has removed the region.
   */
  public static void main(String[] arguments) throws Exception {
    boolean remove = arguments[0].equals("remove");
    for (Optional<String> path = Parent.readLine(); path.isPresent(); path = Parent.readLine()) {
      boolean removed = false;
      try (SharedEight shared = SharedEight.open(Path.of(path.get()))) {
        Parent.tell("open");
        awaitTime(Long.parseLong(Parent.readLine().orElseThrow()));
        if (remove) {
          removed = shared.remove();
        }
      }
      Parent.tell(removed);
    }
  }

  private static void awaitTime(long time) {
    while (System.nanoTime() - time < 0) {
      Thread.onSpinWait();
    }
  }
}
