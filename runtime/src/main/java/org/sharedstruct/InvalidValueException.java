package org.sharedstruct;

/**
 * A stored value that the type of its field does not have, such as the number of an enum constant that
 * there is none of, or nanoseconds of more than a second. Somebody wrote it through a raw view, in another
 * language or with damaged memory; a guarded view throws this only for values that were committed. The
 * message names the field, the value and what would be valid. Nothing is changed by it.
 */
public final class InvalidValueException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  /**
   * An exception about one field.
   *
   * @param message field, value and what would be valid
   */
  public InvalidValueException(String message) {
    super(message);
  }
}
