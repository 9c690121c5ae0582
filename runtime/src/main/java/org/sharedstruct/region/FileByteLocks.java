package org.sharedstruct.region;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Map;
import java.util.TreeMap;
import org.sharedstruct.kernel.OpenFile;

/**
 * Locks that belong to an open file: a process that closes another descriptor of it, in this JVM or elsewhere,
 * does not lose them. Since they do not exclude each other, what is held is known here as well.
 */
final class FileByteLocks implements ByteLocks {

  private final OpenFile file;

  /** What is held: the first byte, and the first one after it. No two overlap. */
  private final TreeMap<Long, Long> held = new TreeMap<>();

  /** The number of the descriptor can be another file's by then. */
  private boolean closed;

  /** Locks through a file, which is closed with this. */
  FileByteLocks(OpenFile file) {
    this.file = file;
  }

  @Override
  public Held tryLock(long first, long bytes, boolean shared) throws IOException {
    if (closed) {
      throw new ClosedChannelException();
    }
    long end = first + bytes;
    Owned owned = new Owned(first, bytes); // before there is a lock that could get lost
    if (isHeld(first, end) || !file.tryLock(first, bytes, shared)) {
      return null;
    }
    held.put(first, end);
    return owned;
  }

  /** A lock of the file. */
  private final class Owned implements Held {

    private final long first;
    private final long bytes;

    private Owned(long first, long bytes) {
      this.first = first;
      this.bytes = bytes;
    }

    @Override
    public void close() throws IOException {
      held.remove(first);
      file.unlock(first, bytes);
    }
  }

  private boolean isHeld(long first, long end) {
    Map.Entry<Long, Long> before = held.lowerEntry(end);
    return before != null && before.getValue() > first;
  }

  @Override
  public void close() {
    closed = true;
    file.close();
  }
}
