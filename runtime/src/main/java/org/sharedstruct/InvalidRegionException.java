package org.sharedstruct;

import java.nio.file.FileSystemException;

/**
 * A file that cannot be attached to because it holds no region that this version can read. The message
 * names the file, the byte, what was expected and what was found. Attaching changed nothing.
 */
public abstract sealed class InvalidRegionException extends FileSystemException
    permits NotARegionException, FormatVersionException, ByteOrderException,
        TruncatedRegionException, DamagedRegionException, RegionRemovedException {

  private static final long serialVersionUID = 1L;

  InvalidRegionException(String file, String reason) {
    super(file, null, reason);
  }
}
