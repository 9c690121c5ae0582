package org.sharedstruct.guard;

import java.lang.foreign.MemorySegment;

/**
 * Says in the user's words why an access to mapped memory failed. The foreign memory API speaks of
 * segments and scopes; here the file is named, and what happened to it.
 */
public final class Faults {

  /** What is said of a truncated file after its name. */
  public static final String TRUNCATED = " was truncated while it was mapped";

  private Faults() {}

  /**
   * Turns what an access threw into what the user should read.
   *
   * @param failure what the access threw
   * @param segment the memory that was accessed
   * @param name what the memory is, for the message; a {@link MappedFile} is asked for more than that
   * @return the exception to throw: {@code failure} itself where nothing better is known
   * @throws Error {@code failure}, if it is an error for another reason than the memory
   */
  public static RuntimeException explain(Throwable failure, MemorySegment segment, Object name) {
    boolean explained = failure.getCause() != null;
    if (failure instanceof IllegalStateException && !explained && !segment.scope().isAlive()) {
      return new IllegalStateException(name + " is closed", failure);
    }
    if (failure instanceof IllegalArgumentException && segment.isReadOnly()) {
      return new UnsupportedOperationException(
          name + " is mapped for reading only and cannot be written", failure);
    }
    if (failure instanceof InternalError) {
      return new IllegalStateException(
          name instanceof MappedFile file ? file.whyUnreachable() : name + TRUNCATED, failure);
    }
    return unexplained(failure);
  }

  /**
   * Leaves what an access threw to the caller, who knows what the memory is.
   *
   * @param failure what the access threw
   * @return {@code failure}
   * @throws Error {@code failure}, if it is one
   */
  public static RuntimeException unexplained(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return (RuntimeException) failure;
  }
}
