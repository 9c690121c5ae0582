package org.sharedstruct;

/**
 * A region in a version of the file format that this library does not read.
 */
public final class FormatVersionException extends InvalidRegionException {

  private static final long serialVersionUID = 1L;

  /**
   * An exception about one file.
   *
   * @param file the path
   * @param reason what was expected and what was found
   */
  public FormatVersionException(String file, String reason) {
    super(file, reason);
  }
}
