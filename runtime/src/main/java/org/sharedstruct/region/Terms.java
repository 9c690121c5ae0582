package org.sharedstruct.region;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.sharedstruct.kernel.ProcessName;

/**
 * On which terms a region is created or attached to.
 *
 * @param permissions who may read and write a file that is created
 * @param anyOwner whether a file of another user is opened
 * @param readOnly whether to map for reading only
 * @param temporary whether a region that is created goes when its last participant has gone
 * @param atomic whether an array has undo space as a whole
 * @param folder where a temporary region is made; null: where the system property or the system says
 * @param lockTimeoutNanos how long anyone waits for the lock; {@link #NO_TIMEOUT}: as long as it
 *     takes
 * @param name what others are to call it
 */
public record Terms(Set<PosixFilePermission> permissions, boolean anyOwner, boolean readOnly,
    boolean temporary, boolean atomic, Path folder, long lockTimeoutNanos, String name) {

  /** To wait for the lock as long as it takes. */
  public static final long NO_TIMEOUT = Long.MAX_VALUE;

  /** Read and write for the owner, nothing for others, {@code rw-------}; a file to stay. */
  public static final Terms DEFAULT = new Terms(
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE),
      false, false, false, false, null, NO_TIMEOUT, ProcessName.ofThis());

  /** Keeps a copy of the set. */
  public Terms {
    permissions = Set.copyOf(permissions);
  }

  /** These terms with other permissions. */
  public Terms withPermissions(Set<PosixFilePermission> other) {
    return new Terms(other, anyOwner, readOnly, temporary, atomic, folder, lockTimeoutNanos, name);
  }

  /** These terms for files of any owner. */
  public Terms withAnyOwner() {
    return new Terms(permissions, true, readOnly, temporary, atomic, folder, lockTimeoutNanos, name);
  }

  /** These terms for reading only. */
  public Terms withReadOnly() {
    return new Terms(permissions, anyOwner, true, temporary, atomic, folder, lockTimeoutNanos, name);
  }

  /** These terms for a region that does not outlive its participants. */
  public Terms withTemporary() {
    return new Terms(permissions, anyOwner, readOnly, true, atomic, folder, lockTimeoutNanos, name);
  }

  /** These terms for an array with undo space as a whole. */
  public Terms withAtomic() {
    return new Terms(permissions, anyOwner, readOnly, temporary, true, folder, lockTimeoutNanos, name);
  }

  /** These terms for a temporary region in a folder. */
  public Terms withFolder(Path other) {
    return new Terms(permissions, anyOwner, readOnly, temporary, atomic, other, lockTimeoutNanos, name);
  }

  /** These terms with a longest wait for the lock. */
  public Terms withLockTimeout(long nanos) {
    return new Terms(permissions, anyOwner, readOnly, temporary, atomic, folder, nanos, name);
  }

  /** These terms with a name. */
  public Terms withName(String other) {
    return new Terms(permissions, anyOwner, readOnly, temporary, atomic, folder, lockTimeoutNanos, other);
  }
}
