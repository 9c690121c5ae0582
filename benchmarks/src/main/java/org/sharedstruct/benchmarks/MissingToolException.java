package org.sharedstruct.benchmarks;

/** A program that a rival needs is not on this machine; the rival's rows say so. */
final class MissingToolException extends Exception {

  private static final long serialVersionUID = 1L;

  MissingToolException(String tool, Throwable cause) {
    super(tool + " is missing", cause);
  }
}
