package org.sharedstruct;

import java.nio.file.FileSystemException;

/**
 * A file that cannot be attached to because it holds no region that this version can read. The message
 * names the file, the byte, what was expected and what was found. Attaching changed nothing.
 */
public abstract class InvalidRegionException extends FileSystemException {

  private static final long serialVersionUID = 1L;

  /** For the types in this package. */
  InvalidRegionException(String file, String reason) {
    super(file, null, reason);
  }
}
