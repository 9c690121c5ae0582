package org.sharedstruct.tool.value;

/** A value that its field cannot have; the message says which field, and why. */
public final class WrongValueException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  /** Where it was to be stored; empty if that is not known yet. */
  private final String path;

  /** Why it cannot be stored. */
  private final String reason;

  /**
   * For one value.
   *
   * @param reason why it cannot be stored
   */
  public WrongValueException(String reason) {
    this("", reason);
  }

  private WrongValueException(String path, String reason) {
    super(path.isEmpty() ? reason : path + ": " + reason);
    this.path = path;
    this.reason = reason;
  }

  /**
   * Says what the value is in.
   *
   * @param step the name of a field, {@code [INDEX]}, or a path of these
   * @return the same with the step in front of its path
   */
  public WrongValueException in(String step) {
    return new WrongValueException(step + (path.isEmpty() || path.startsWith("[") ? "" : ".") + path, reason);
  }
}
