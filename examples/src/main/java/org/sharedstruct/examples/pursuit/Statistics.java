package org.sharedstruct.examples.pursuit;

import org.sharedstruct.SharedStruct;

/**
 * What one process has done so far. Each process has a struct of its own to write; everybody reads all.
 *
 * <p>Counts and time change in one commit. A rate computed from a snapshot is therefore right, also
 * while the counting goes on; the guarded view runs the two methods below on a snapshot by itself.
 */
@SharedStruct
public interface Statistics {

  /** Commits written to the target or the steering. */
  long updates();

  /** Snapshots taken of the target. */
  long snapshots();

  /** How many of these snapshots mixed two commits. */
  long torn();

  /** How long the process has been at work, in nanoseconds. */
  long nanos();

  /** Updates per second of work, 0 before any. */
  default double updateRate() {
    return nanos() == 0 ? 0 : updates() * 1e9 / nanos();
  }

  /** Snapshots per second of work, 0 before any. */
  default double snapshotRate() {
    return nanos() == 0 ? 0 : snapshots() * 1e9 / nanos();
  }
}
