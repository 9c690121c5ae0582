package org.sharedstruct;

/**
 * A file that is none of ours: it does not begin as a region does, or is no regular file.
 */
public final class NotARegionException extends InvalidRegionException {

  private static final long serialVersionUID = 1L;

  /**
   * An exception about one file.
   *
   * @param file the path
   * @param reason what was expected and what was found
   */
  public NotARegionException(String file, String reason) {
    super(file, reason);
  }
}
