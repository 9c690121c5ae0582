package org.sharedstruct;

/**
 * A region whose file was cut short.
 */
public final class TruncatedRegionException extends InvalidRegionException {

  private static final long serialVersionUID = 1L;

  /**
   * An exception about one file.
   *
   * @param file the path
   * @param reason what was expected and what was found
   */
  public TruncatedRegionException(String file, String reason) {
    super(file, reason);
  }
}
