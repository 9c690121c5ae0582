package org.sharedstruct.tool.transfer;

import java.io.IOException;
import java.nio.file.Path;

/** A dump, a sheet or a recording that is not one, or is damaged; the message says where. */
public final class WrongFileException extends IOException {

  private static final long serialVersionUID = 1;

  /**
   * For one line.
   *
   * @param file what was read
   * @param line from 1 on
   * @param reason what is wrong there
   */
  WrongFileException(Path file, long line, String reason) {
    super(file + ", line " + line + ": " + reason);
  }
}
