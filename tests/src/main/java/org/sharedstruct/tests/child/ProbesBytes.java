package org.sharedstruct.tests.child;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Says how many of the first bytes of a lock file are locked by other processes. A process of its own,
 * since the one that asks loses its own locks on the file.
 */
public final class ProbesBytes {

  private static final int BYTES = 64;

  private ProbesBytes() {}

  /** Argument: the lock file. */
  public static void main(String[] arguments) throws Exception {
    int locked = 0;
    try (FileChannel channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.READ)) {
      for (int at = 0; at < BYTES; at++) {
        if (channel.tryLock(at, 1, true) == null) {
          locked++;
        }
      }
    }
    Parent.tell(locked);
  }
}
