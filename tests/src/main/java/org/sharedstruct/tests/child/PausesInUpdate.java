package org.sharedstruct.tests.child;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/** Updates all longs of a struct to 2 and waits in the middle for its parent. */
public final class PausesInUpdate {

  private PausesInUpdate() {}

  /** Arguments: kind, path. Says {@code inside} in the middle of the update, {@code done} after it. */
  public static void main(String[] arguments) throws Exception {
    try (EqualLongs longs = EqualLongs.open(EqualLongs.Kind.valueOf(arguments[0]), Path.of(arguments[1]))) {
      longs.update(PausesInUpdate::updateWithPause);
      Parent.tell("done");
    }
  }

  private static void updateWithPause(MemorySegment memory) {
    long middle = memory.byteSize() / 2;
    EqualLongs.fill(memory, 0, middle, 2);
    Parent.tell("inside");
    Parent.awaitLine();
    EqualLongs.fill(memory, middle, memory.byteSize(), 2);
  }
}
