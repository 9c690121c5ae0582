package org.sharedstruct;

/**
 * A region that was removed while this process was about to attach to it.
 */
public final class RegionRemovedException extends InvalidRegionException {

  private static final long serialVersionUID = 1L;

  /**
   * An exception about one file.
   *
   * @param file the path
   * @param reason what was expected and what was found
   */
  public RegionRemovedException(String file, String reason) {
    super(file, reason);
  }
}
