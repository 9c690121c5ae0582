package org.sharedstruct.region;

import java.io.Closeable;
import java.io.IOException;

/**
 * Locks on the bytes of a file that other processes see, and that the operating system frees when this
 * process ends. Bytes that are held in this JVM are busy for it too. Not to be used by two threads at once.
 */
sealed interface ByteLocks extends Closeable permits ProcessByteLocks, FileByteLocks {

  /** The lock of some bytes; closing it gives them back. */
  interface Held extends Closeable {}

  /**
   * Takes the lock of some bytes.
   *
   * @return null if any of them is held
   */
  Held tryLock(long first, long bytes, boolean shared) throws IOException;
}
