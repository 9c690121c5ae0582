package org.sharedstruct.tool.value;

/** A path that leads nowhere; its message says what was probably meant. */
public final class WrongPathException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  WrongPathException(String message) {
    super(message);
  }
}
