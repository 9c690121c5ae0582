package org.sharedstruct.benchmarks.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One of several processes that update the same mapped memory under a file lock. */
public final class FileUpdates {

  private final FileChannel channel;
  private final MemorySegment fields;

  private FileUpdates(FileChannel channel, Arena arena) throws IOException {
    this.channel = channel;
    fields = channel.map(FileChannel.MapMode.READ_WRITE, 0, 2 * Float.BYTES, arena);
  }

  /** Argument: the path of the file. */
  public static void main(String[] arguments) throws Exception {
    try (FileChannel channel = FileChannel.open(Path.of(arguments[0]),
            StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Arena arena = Arena.ofShared()) {
      FileUpdates updates = new FileUpdates(channel, arena);
      Turns.serve(Repeated.updates(updates::update));
    }
  }

  private void update() {
    try {
      FileLock lock = channel.lock();
      try {
        fields.set(ValueLayout.JAVA_FLOAT, 0, fields.get(ValueLayout.JAVA_FLOAT, 0) + 1);
      } finally {
        lock.release();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
