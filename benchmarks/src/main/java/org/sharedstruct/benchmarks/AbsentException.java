package org.sharedstruct.benchmarks;

import java.nio.file.Path;

/** Somebody cannot be measured on this machine; its rows say why. */
final class AbsentException extends Exception {

  private static final long serialVersionUID = 1L;

  private AbsentException(String reason, Throwable cause) {
    super(reason, cause);
  }

  /** A program that it needs is not there. */
  static AbsentException missing(String tool, Throwable cause) {
    return new AbsentException(tool + " is missing", cause);
  }

  /** The build has not come to the point where this jar is there. */
  static AbsentException unpacked(String jar) {
    return new AbsentException(jar + " is not packed yet, as it is by mvn verify", null);
  }

  /** There is too little memory or disk. */
  static AbsentException crowded(Path folder, long bytes) {
    return new AbsentException("too little room for %d bytes in %s".formatted(bytes, folder), null);
  }

  /** A rival fails; that is something to know about it, and no reason to end. */
  static AbsentException broken(String reason, Throwable cause) {
    return new AbsentException("does not run: " + reason, cause);
  }
}
