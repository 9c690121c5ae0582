package org.sharedstruct.region;

import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What a folder is to the files in it: it has their names. */
final class Folder {

  private Folder() {}

  /**
   * Writes the names of files to the disk, as fsync(2) does. The channel is of the kind that an interrupt
   * does not close: with a {@code FileChannel}, a thread that is interrupted often would never come to
   * an end.
   */
  static void force(Path folder) throws IOException {
    try (AsynchronousFileChannel channel = AsynchronousFileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
