package org.sharedstruct.tests.child;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.sharedstruct.tests.SharedTally;
import org.sharedstruct.tests.TallyRecord;

/** Keeps only segments of two regions and nothing of a third, and reads when that was collected. */
public final class KeepsSegment {

  private KeepsSegment() {}

  /**
   * Arguments: paths of a new tally, of a new array of tallies, and of a new tally of which nothing is
   * kept. Says what the segments hold after the last one was collected.
   */
  public static void main(String[] arguments) throws Exception {
    Path forgotten = Path.of(arguments[2]);
    MemorySegment single = segment(Path.of(arguments[0]));
    MemorySegment array = arraySegment(Path.of(arguments[1]));
    SharedTally.create(forgotten);
    while (!Held.of(forgotten).equals(Held.NOTHING)) {
      System.gc();
    }
    Parent.tell(single.get(JAVA_LONG, 0) + " and " + array.get(JAVA_LONG, 0));
  }

  private static MemorySegment segment(Path path) throws IOException {
    return SharedTally.create(path, new TallyRecord(7, 14)).raw().segment();
  }

  private static MemorySegment arraySegment(Path path) throws IOException {
    SharedTally.Array shared = SharedTally.Array.create(path, 4);
    shared.guarded().set(2, new TallyRecord(8, 16));
    return shared.raw().slice(2, 1).get(0).segment();
  }
}
