package org.sharedstruct.tests.child;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/** Updates all longs of a struct to 1, 2, 3, …; every eighth update fails in its middle. */
public final class WritesLongs {

  private WritesLongs() {}

  /** Arguments: kind, path. */
  public static void main(String[] arguments) throws Exception {
    Parent parent = Parent.listen();
    try (EqualLongs longs = EqualLongs.open(EqualLongs.Kind.valueOf(arguments[0]), Path.of(arguments[1]))) {
      long value = 0;
      while (parent.wantsMore()) {
        longs.update(++value);
        if (value % 8 == 0) {
          failInTheMiddle(longs);
        }
      }
      Parent.tell(value);
    }
  }

  private static void failInTheMiddle(EqualLongs longs) {
    try {
      longs.update(WritesLongs::writeHalf);
      throw new AssertionError("an update that threw came back as if it had not");
    } catch (HalfWritten expected) {
      // and nobody has seen its minus ones
    }
  }

  private static void writeHalf(MemorySegment memory) {
    EqualLongs.fill(memory, 0, memory.byteSize() / 2, -1);
    throw new HalfWritten();
  }

  private static final class HalfWritten extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HalfWritten() {
      super(null, null, false, false);
    }
  }
}
