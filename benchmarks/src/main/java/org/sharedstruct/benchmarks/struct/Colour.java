package org.sharedstruct.benchmarks.struct;

/** An enum, as a field. */
public enum Colour {
  /** The first. */
  RED,
  /** The second. */
  GREEN
}
