package org.sharedstruct.benchmarks;

/** Whose contender it is. */
enum Side {
  /** Ours, in a JVM without any flag. */
  OURS,
  /** Ours, in a JVM that was granted native access. */
  OURS_NATIVE,
  /** Somebody else's. */
  RIVAL
}
