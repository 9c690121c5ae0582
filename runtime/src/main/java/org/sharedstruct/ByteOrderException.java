package org.sharedstruct;

/**
 * A region that was written on a machine with the other byte order.
 */
public final class ByteOrderException extends InvalidRegionException {

  private static final long serialVersionUID = 1L;

  /**
   * An exception about one file.
   *
   * @param file the path
   * @param reason what was expected and what was found
   */
  public ByteOrderException(String file, String reason) {
    super(file, reason);
  }
}
