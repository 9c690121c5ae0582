package org.sharedstruct.tool.output;

/**
 * A fact that programs get as a value, and people as words.
 *
 * @param value a number, a boolean, a text, a value of a region, a list or a map of those, a {@link
 *     Table}; null for none
 * @param words what people read
 */
public record Cell(Object value, String words) {

  /** None. */
  public static final Cell NONE = new Cell(null, "-");

  /** What people need not be told. */
  static final String UNTOLD = "";

  /**
   * A fact for programs alone.
   *
   * @param value as above
   * @return the cell
   */
  public static Cell untold(Object value) {
    return new Cell(value, UNTOLD);
  }

  /** Of anything: of its own text, if nobody has said otherwise. */
  static Cell of(Object content) {
    return content instanceof Cell cell ? cell : new Cell(content, String.valueOf(content));
  }
}
