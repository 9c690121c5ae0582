package org.sharedstruct;

import java.nio.file.FileSystemException;

/**
 * A file that was not opened because somebody else may have put it there: it belongs to another user, or
 * is a symbolic link in a folder that others may write to, such as {@code /dev/shm}. {@link
 * SharedMemory#ANY_OWNER} allows the former.
 */
public final class UntrustedFileException extends FileSystemException {

  private static final long serialVersionUID = 1L;

  /**
   * An exception about one file.
   *
   * @param file the path
   * @param reason what was expected and what was found
   */
  public UntrustedFileException(String file, String reason) {
    super(file, null, reason);
  }
}
