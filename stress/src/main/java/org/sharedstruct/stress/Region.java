package org.sharedstruct.stress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sharedstruct.SharedWriter;

/** A struct in a file, opened twice: two handles are to each other as those of two processes are. */
final class Region {

  private static final Path MEMORY = Path.of("/dev/shm");

  private final SharedPair one;
  private final SharedPair other;

  private Region(SharedPair one, SharedPair other) {
    this.one = one;
    this.other = other;
  }

  /** Makes a region. Its file has no name any more when this returns, so that none is ever left behind. */
  static Region create() throws IOException {
    Path folder = Files.isWritable(MEMORY)
        ? Files.createTempDirectory(MEMORY, "stress-")
        : Files.createTempDirectory("stress-");
    Path path = folder.resolve("pair");
    SharedPair one = SharedPair.create(path);
    SharedPair other = SharedPair.open(path);
    one.remove();
    Files.delete(folder);
    return new Region(one, other);
  }

  /** Sets all fields to zero; nobody else uses them at the moment. */
  Region cleared() {
    one.raw().x(0).y(0);
    return this;
  }

  /** A view through the first handle. */
  GuardedPair one() {
    return one.guarded();
  }

  /** A writer session through the first handle. */
  SharedWriter session() {
    return one.writer();
  }

  /** A view through the second handle. */
  GuardedPair other() {
    return other.guarded();
  }
}
