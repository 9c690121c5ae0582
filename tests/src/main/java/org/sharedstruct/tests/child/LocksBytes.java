package org.sharedstruct.tests.child;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Holds the record lock of some bytes of a file until it is told to end. */
public final class LocksBytes {

  private LocksBytes() {}

  /** Arguments: the file, the first byte, how many. Says {@code locked}. */
  public static void main(String[] arguments) throws Exception {
    try (FileChannel channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE);
        FileLock lock = channel.lock(Long.parseLong(arguments[1]), Long.parseLong(arguments[2]), false)) {
      Parent.tell(lock.isValid() ? "locked" : "lost");
      Parent.awaitLine();
    }
  }
}
