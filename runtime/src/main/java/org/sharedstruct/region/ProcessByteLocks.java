package org.sharedstruct.region;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;

/**
 * The record locks of POSIX, which belong to the process: it loses them when it closes any descriptor of
 * the file, whichever part of it opened that. They are to be had everywhere.
 */
final class ProcessByteLocks implements ByteLocks {

  private final FileChannel channel;

  /** Locks through a channel, which stays the caller's. */
  ProcessByteLocks(FileChannel channel) {
    this.channel = channel;
  }

  @Override
  public Held tryLock(long first, long bytes, boolean shared) throws IOException {
    Owned owned = new Owned(); // before there is a lock that could get lost
    try {
      owned.lock = channel.tryLock(first, bytes, shared);
      return owned.lock == null ? null : owned;
    } catch (OverlappingFileLockException heldInThisJvm) {
      return null;
    }
  }

  /** A lock of the channel. */
  private static final class Owned implements Held {

    private FileLock lock;

    @Override
    public void close() throws IOException {
      lock.release();
    }
  }

  @Override
  public void close() {
    // the locks go with the channel
  }
}
