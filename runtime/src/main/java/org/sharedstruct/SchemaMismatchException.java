package org.sharedstruct;

import java.nio.file.FileSystemException;
import java.util.List;

/**
 * A region that holds another struct than the one it was opened as, or the same struct in another form
 * (a single record, an array). The message lists every difference, field by field; attaching changed
 * nothing.
 */
public class SchemaMismatchException extends FileSystemException {

  private static final long serialVersionUID = 1L;

  /** The differences, one sentence each. */
  private final String[] differences;

  /**
   * An exception about one file.
   *
   * @param file the path
   * @param differences one sentence for each difference, at least one
   */
  public SchemaMismatchException(String file, List<String> differences) {
    super(file, null, String.join("; ", differences));
    this.differences = differences.toArray(String[]::new);
  }

  /**
   * Every difference between the region's schema and the one it was opened with.
   *
   * @return one sentence for each, such as {@code y is double at byte 8 in the file, float at byte 4
   *     here}
   */
  public List<String> differences() {
    return List.of(differences);
  }
}
