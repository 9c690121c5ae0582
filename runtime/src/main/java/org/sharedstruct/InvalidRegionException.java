package org.sharedstruct;

import java.nio.file.FileSystemException;

/**
 * A file that cannot be attached to because it holds no region that this version can read: a foreign
 * file, one that was cut short or damaged, or one written in another format or byte order. The message
 * names the file, the byte, what was expected and what was found. Attaching changed nothing.
 */
public class InvalidRegionException extends FileSystemException {

  private static final long serialVersionUID = 1L;

  /**
   * An exception about one file.
   *
   * @param file the path
   * @param reason what is wrong with it, naming byte and value
   */
  public InvalidRegionException(String file, String reason) {
    super(file, null, reason);
  }
}
