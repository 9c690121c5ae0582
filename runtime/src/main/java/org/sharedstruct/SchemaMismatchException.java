package org.sharedstruct;

import java.nio.file.FileSystemException;
import java.util.List;

/**
 * A region that holds another struct than the one it was opened as, or the same struct in another form
 * (a single record, an array). The message names the file once, then every difference, field by field;
 * where there are several, each is in a line of its own. Attaching changed nothing.
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
    super(file, null, reason(differences));
    this.differences = differences.toArray(String[]::new);
  }

  /**
   * An exception about one file, and what to do.
   *
   * @param file the path
   * @param differences one sentence for each difference, at least one
   * @param advice the end of the message
   */
  public SchemaMismatchException(String file, List<String> differences, String advice) {
    super(file, null, reason(differences) + (differences.size() == 1 ? ". " : "\n") + advice);
    this.differences = differences.toArray(String[]::new);
  }

  private static String reason(List<String> differences) {
    return differences.size() == 1
        ? differences.getFirst()
        : "is not what is opened here:\n  " + String.join("\n  ", differences);
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
