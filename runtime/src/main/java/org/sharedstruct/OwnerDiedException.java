package org.sharedstruct;

/**
 * An array is half written: a process died while it wrote several elements that have no undo space
 * together. Each element is as some commit left it, but not all of them belong together.
 *
 * <p>Everyone who takes the lock or reads through a guarded view is told, until somebody has made a whole
 * of the elements with {@code repair} of the guarded array. Arrays that were created with {@link
 * SharedMemory#ATOMIC_ARRAY}, and single structs, never get there.
 */
public final class OwnerDiedException extends IllegalStateException {

  private static final long serialVersionUID = 1;

  /**
   * For the runtime.
   *
   * @param message which array
   */
  public OwnerDiedException(String message) {
    super(message);
  }
}
