package org.sharedstruct;

/**
 * A region whose header contradicts itself, or that lacks a part. The message names the byte.
 */
public final class DamagedRegionException extends InvalidRegionException {

  private static final long serialVersionUID = 1L;

  /**
   * An exception about one file.
   *
   * @param file the path
   * @param reason what was expected and what was found
   */
  public DamagedRegionException(String file, String reason) {
    super(file, reason);
  }
}
